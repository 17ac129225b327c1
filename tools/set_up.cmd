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
    fc /b "%~dp0..\%%L" "%~dp0..\.venv\installed\%%L" >nul 2>nul
    if errorlevel 1 goto make
)
exit /b 0

:make
set "maker="
call :try py -3.11
call :try py -3.12
call :try py -3.13
call :try python
if not defined maker (
    echo This needs Python 3.11, 3.12 or 3.13, and none is found. 1>&2
    exit /b 2
)
%maker% "%~dp0set_up.py" %wanted%
exit /b %errorlevel%

:try
if defined maker exit /b 0
%* "%~dp0set_up.py" --suits >nul 2>nul
if not errorlevel 1 set "maker=%*"
exit /b 0
