/* Those stand-ins for parts of Windows that have to do something; the others return nothing (wine_stand_ins.py).
   For trying the package under Wine; never shipped. */
#include <windows.h>
#define EXPORTED __declspec(dllexport)

/* bcryptprimitives.dll: bytes by chance, which Rust's library asks for as it starts. */
BOOLEAN NTAPI SystemFunction036(PVOID bytes, ULONG count);
EXPORTED BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return SystemFunction036(bytes, (ULONG)count); }

/* icuuc.dll: no converter can be opened, so Qt takes its own for UTF-8, UTF-16 and Latin-1. */
EXPORTED void *ucnv_open(const char *name, int *error)
{
    *error = 4; /* the file cannot be read */
    return 0;
}
