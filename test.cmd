@echo off
rem Runs all checks; with arguments, runs pytest alone with them. Sets itself up the first time.
setlocal
set "wanted=requirements.txt requirements-test.txt"
call "%~dp0tools\set_up.cmd"
if errorlevel 1 exit /b 2
"%python%" "%~dp0tools\check.py" %*
exit /b %errorlevel%
