@echo off
rem Starts BLMK Primary Care; with a subcommand, runs that without a window. Sets itself up the first time.
setlocal
set "wanted=requirements.txt"
call "%~dp0tools\set_up.cmd"
if errorlevel 1 exit /b 2
"%python%" "%~dp0main.py" %*
exit /b %errorlevel%
