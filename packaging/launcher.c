/* Starts BLMK Primary Care on Windows: blmk-primary-care.exe opens the window, blmk.exe is for the command line.

   It loads Python from the folder `runtime` beside it and runs program\main.pyc in isolated mode: neither the
   registry, nor environment variables, nor a Python that is installed on the computer has a say in what is run.
   Built twice by windows_launcher.py, with and without -DCONSOLE. */

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdio.h>
#include <wchar.h>
#include <Python.h>

#define TITLE L"BLMK Primary Care"
#define LONGEST 32768

static wchar_t folder[LONGEST]; /* where this program lies */

/* Says in one sentence what is missing, where somebody can see it, and gives the exit status. */
static int missing(const wchar_t *what)
{
    static wchar_t words[LONGEST];
    _snwprintf(words, LONGEST - 1,
               L"BLMK Primary Care cannot start: %ls is missing or damaged. Please install it again.", what);
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", words);
#else
    MessageBoxW(NULL, words, TITLE, MB_OK | MB_ICONERROR);
#endif
    return 3;
}

/* A path below the folder of this program, in one of a few buffers that are used in turn. */
static const wchar_t *below(const wchar_t *name)
{
    static wchar_t paths[8][LONGEST];
    static int next;
    wchar_t *path = paths[next++ % 8];
    _snwprintf(path, LONGEST - 1, L"%ls\\%ls", folder, name);
    return path;
}

/* Python's functions, found once its library is loaded; the structures are those of its own header. */
static HMODULE python;
#define FIND(name) __typeof__(&name) find_##name = (__typeof__(&name))(void *)GetProcAddress(python, #name)

static void search(PyConfig *config, const wchar_t *name)
{
    FIND(PyWideStringList_Append);
    find_PyWideStringList_Append(&config->module_search_paths, below(name));
}

static int run(int count, wchar_t **arguments)
{
    FIND(PyPreConfig_InitIsolatedConfig);
    FIND(Py_PreInitialize);
    FIND(PyConfig_InitIsolatedConfig);
    FIND(PyConfig_SetString);
    FIND(PyConfig_SetArgv);
    FIND(Py_InitializeFromConfig);
    FIND(PyStatus_Exception);
    FIND(Py_RunMain);
    PyPreConfig before;
    PyConfig config;
    PyStatus status;

    find_PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    if (find_PyStatus_Exception(find_Py_PreInitialize(&before)))
        return missing(L"Python");
    find_PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.write_bytecode = 0;
    config.install_signal_handlers = 1; /* Ctrl+C on the command line */
    find_PyConfig_SetArgv(&config, count, arguments);
    find_PyConfig_SetString(&config, &config.home, below(L"runtime"));
    find_PyConfig_SetString(&config, &config.prefix, below(L"runtime"));
    find_PyConfig_SetString(&config, &config.exec_prefix, below(L"runtime"));
    find_PyConfig_SetString(&config, &config.base_prefix, below(L"runtime"));
    find_PyConfig_SetString(&config, &config.base_exec_prefix, below(L"runtime"));
    find_PyConfig_SetString(&config, &config.executable, arguments[0]);
    find_PyConfig_SetString(&config, &config.base_executable, arguments[0]);
    find_PyConfig_SetString(&config, &config.run_filename, below(L"program\\main.pyc"));
    config.module_search_paths_set = 1;
    search(&config, L"program");
    search(&config, L"runtime\\python311.zip");
    search(&config, L"runtime");
    search(&config, L"libraries");
    status = find_Py_InitializeFromConfig(&config);
    if (find_PyStatus_Exception(status)) {
        fprintf(stderr, "%s\n", status.err_msg ? status.err_msg : "");
        return missing(L"a part of Python");
    }
    return find_Py_RunMain();
}

static int start(int count, wchar_t **arguments)
{
    static wchar_t program[LONGEST];
    GetModuleFileNameW(NULL, program, LONGEST);
    wcscpy(folder, program);
    *wcsrchr(folder, L'\\') = 0;
    arguments[0] = program;
    /* Libraries are looked for here and in Windows, never in the current folder or along PATH. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    AddDllDirectory(below(L"runtime"));
    python = LoadLibraryExW(below(L"runtime\\python311.dll"), NULL,
                            LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!python)
        return missing(L"runtime\\python311.dll");
    if (GetFileAttributesW(below(L"program\\main.pyc")) == INVALID_FILE_ATTRIBUTES)
        return missing(L"program\\main.pyc");
    return run(count, arguments);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **arguments)
{
    return start(count, arguments);
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, wchar_t *line, int show)
{
    return start(__argc, __wargv);
}
#endif
