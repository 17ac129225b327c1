@echo off
rem Runs all checks, with --long the audit too; with other arguments, runs pytest alone with them.
rem Sets itself up the first time. The packages are made on Linux.
setlocal
set "wanted=requirements.txt requirements-test.txt"
if "%~1"=="--long" set "wanted=%wanted% requirements-build.txt"
call "%~dp0tools\set_up.cmd"
if errorlevel 1 exit /b 2
"%python%" "%~dp0tools\check.py" %*
exit /b %errorlevel%
