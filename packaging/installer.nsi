; The installer for Windows: for one user, with no administrator's rights; run by windows.py, which says with -D
;   VERSION, VERSION_NUMBERS (of four parts), PUBLISHER, SIZE (KB), ROOM (MB that have to be free), OUT (the file to
;   make), LISTS (a folder that holds install_files.nsh, remove_files.nsh and blmk.ico), and perhaps SIGN (a command
;   that signs the file put after it).
;
; What it changes on a computer: the folder of the program; a link in the Start menu; below HKEY_CURRENT_USER the entry
; in the list of programs and the association of .blmk. Data files and settings are the user's: it never touches them.
; Nothing is deleted by folder: the uninstaller knows by name each file that its version brought.
;
; Exit codes: 0 done; 1 the user cancelled; 2 it failed; 112 the disk is full; 1150 this Windows is too old; 1618 the
; program is running (device management tries again later); 1638 a newer version is installed. A Windows of 32 bits
; cannot run this installer at all.

Unicode true
Target amd64-unicode
ManifestSupportedOS Win10
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off ; the same files make the same installer
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh

!define NAME "BLMK Primary Care"
!define PROGRAM "blmk-primary-care.exe"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define KIND "BLMKPrimaryCare.DataFile"
!define CLASSES "Software\Classes"
!define BEFORE "Before" ; a value of our kind of file: whose files of that ending were before
!define CANCELLED 1
!define DISK_FULL 112
!define OLD_WINDOWS 1150
!define RUNNING 1618
!define NEWER_IS_HERE 1638

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION_NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${NAME} ${VERSION}, installer"
VIAddVersionKey CompanyName "${PUBLISHER}"
VIAddVersionKey LegalCopyright ""

!define MUI_ICON "${LISTS}/blmk.ico"
!define MUI_UNICON "${LISTS}/blmk.ico"
!define MUI_DIRECTORYPAGE_TEXT_TOP "${NAME} ${VERSION} is installed for you alone, and needs no administrator. An earlier version is brought up to date. Your data files stay as they are."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${NAME} is taken off this computer. Your data files and settings stay where they are."
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"'
  !finalize '${SIGN} "%1"'
!endif

Var Before ; where an earlier version lies, if one does

; Says why it cannot go on, unless it was asked to be silent, and ends with an exit code.
!macro GiveUp CODE WORDS
  MessageBox MB_OK|MB_ICONSTOP "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Waits until no program of a folder is running; a file that is being run cannot be opened for writing.
!macro WaitForFile FOLDER FILE
  ${If} ${FileExists} "${FOLDER}\${FILE}"
  ${Do}
    ClearErrors
    FileOpen $0 "${FOLDER}\${FILE}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${Break}
    ${EndIf}
    ${If} ${Silent}
      SetErrorLevel ${RUNNING}
      Quit
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is open. Please close it, then press Retry." IDRETRY +3
      SetErrorLevel ${CANCELLED}
      Quit
  ${Loop}
  ${EndIf}
!macroend

!macro WaitUntilClosed FOLDER
  !insertmacro WaitForFile "${FOLDER}" "${PROGRAM}"
  !insertmacro WaitForFile "${FOLDER}" "blmk.exe"
  !insertmacro WaitForFile "${FOLDER}" "runtime\python311.dll"
!macroend

; Tells Explorer that the kinds of file have changed.
!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    !insertmacro GiveUp ${OLD_WINDOWS} "${NAME} needs Windows 10 or 11."
  ${EndIf}
  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro GiveUp ${NEWER_IS_HERE} "Version $0 is installed, which is newer than ${VERSION}. To go back, uninstall it first; your data files stay. Data files that the newer version has opened may be too new for the older one."
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  ReadRegStr $Before HKCU "${ENTRY}" "InstallLocation"
  !insertmacro WaitUntilClosed "$INSTDIR"
  ${If} $Before != ""
    !insertmacro WaitUntilClosed "$Before"
  ${EndIf}
  ${GetRoot} "$INSTDIR" $0
  ${DriveSpace} "$0\" "/D=F /S=M" $1 ; not in KB: of more than 2 TB that is a number too large for NSIS
  ${If} $1 != ""
  ${AndIf} $1 < ${ROOM}
    !insertmacro GiveUp ${DISK_FULL} "There is too little room on $0 for ${NAME}. Nothing was changed."
  ${EndIf}

  ; The earlier version takes its own files away, by its own list, and leaves everything else.
  ${If} $Before != ""
  ${AndIf} ${FileExists} "$Before\uninstall.exe"
    DetailPrint "Taking the earlier version away"
    CopyFiles /SILENT "$Before\uninstall.exe" "$PLUGINSDIR\earlier.exe"
    ExecWait '"$PLUGINSDIR\earlier.exe" /S /UPGRADE _?=$Before' $0
    ${If} $0 = ${RUNNING}
      !insertmacro GiveUp ${RUNNING} "${NAME} was opened again. Please close it and start the installer again."
    ${EndIf}
    Delete "$Before\uninstall.exe"
    RMDir "$Before"
  ${EndIf}

  DetailPrint "Copying the program"
  SetDetailsPrint none
  !include "${LISTS}/install_files.nsh"
  SetDetailsPrint both
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "Primary care plans, budgets, estates, risks and actions in one checked file"

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1

  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${NAME} data file"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'
  ReadRegStr $0 HKCU "${CLASSES}\.blmk" ""
  ${If} $0 != "${KIND}" ; another program's: it gets the kind of file back when this one goes
    WriteRegStr HKCU "${CLASSES}\${KIND}" "${BEFORE}" "$0"
  ${EndIf}
  WriteRegStr HKCU "${CLASSES}\.blmk" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.blmk\OpenWithProgids" "${KIND}" ""
  !insertmacro TellExplorer
SectionEnd

Function un.onInit
  !insertmacro WaitUntilClosed "$INSTDIR"
FunctionEnd

Section "Uninstall"
  SetDetailsPrint none
  !include "${LISTS}/remove_files.nsh"
  SetDetailsPrint both
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} "$0" "/UPGRADE" $1
  ${If} ${Errors} ; not on behalf of a newer version, which keeps what follows and writes it anew
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey HKCU "${ENTRY}"
    ReadRegStr $1 HKCU "${CLASSES}\${KIND}" "${BEFORE}"
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegValue HKCU "${CLASSES}\.blmk\OpenWithProgids" "${KIND}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.blmk\OpenWithProgids"
    ReadRegStr $0 HKCU "${CLASSES}\.blmk" ""
    ${If} $0 == "${KIND}" ; somebody may have given the kind of file to another program since
      DeleteRegValue HKCU "${CLASSES}\.blmk" ""
      ${If} $1 != ""
        WriteRegStr HKCU "${CLASSES}\.blmk" "" "$1"
      ${EndIf}
    ${EndIf}
    DeleteRegKey /ifempty HKCU "${CLASSES}\.blmk"
    !insertmacro TellExplorer
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
  ${EndIf}
SectionEnd
