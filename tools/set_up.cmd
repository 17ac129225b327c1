@echo off
rem Called by run.cmd and test.cmd, which set %wanted%: sees that .venv holds the lists in %wanted%.
rem The usual case, that it does, takes a moment; only else is Python asked to set it up.
rem Leaves the environment's Python in %python%.

set "PYTHONDONTWRITEBYTECODE="
set "PYTHONHOME="
set "PYTHONPATH="
set "python=%~dp0..\.venv\Scripts\python.exe"

if not exist "%python%" goto make
if not exist "%~dp0..\.venv\installed\offscreen" goto make
for %%L in (%wanted%) do (
    fc /b "%~dp0..\%%L" "%~dp0..\.venv\installed\%%L" >nul 2>nul || goto make
)
exit /b 0

:make
for %%P in ("py -3.11" "py -3.12" "py -3.13" "python") do (
    %%~P "%~dp0set_up.py" --suits >nul 2>nul && (
        set "maker=%%~P"
        goto found
    )
)
echo This needs Python 3.11, 3.12 or 3.13, and none is found. 1>&2
exit /b 2

:found
%maker% "%~dp0set_up.py" %wanted%
exit /b %errorlevel%
