' Reads a job, a line for each step, and does it in LibreOffice; office.py writes the job and the names JOB and TOLD.
Option Explicit

Sub Main
  Dim document As Object, number As Integer, line As String, parts As Variant, failed As String
  On Error GoTo Failure
  number = FreeFile
  Open "JOB" For Input As #number
  Do While Not EOF(number)
    Line Input #number, line
    If Len(line) > 0 Then
      parts = Split(line, Chr(9))
      Select Case Words(parts(0))
        Case "open"
          document = StarDesktop.loadComponentFromURL(Words(parts(1)), "_blank", 0, Options(Words(parts(2)), Words(parts(3)), True))
        Case "cell"
          Write_(document, CLng(Words(parts(1))), CLng(Words(parts(2))), Words(parts(3)), Words(parts(4)))
        Case "save"
          document.storeToURL(Words(parts(1)), Options(Words(parts(2)), Words(parts(3)), False))
      End Select
    End If
  Loop
  Close #number
  document.close(True)
  Tell("done")
  StarDesktop.terminate()
  Exit Sub
Failure:
  failed = Error$ & " in: " & Left(line, 60)
  Tell(failed)
  StarDesktop.terminate()
End Sub

Sub Tell(told As String)
  Dim number As Integer
  number = FreeFile
  Open "TOLD" For Output As #number
  Print #number, told
  Close #number
End Sub

Function Words(units As String) As String
  Dim made As String, part As Variant
  If Len(units) > 0 Then
    For Each part In Split(units, " ")
      made = made & Chr(CLng(part))
    Next part
  End If
  Words = made
End Function

Function Options(filter As String, told As String, hidden As Boolean) As Variant
  Dim made(2) As New com.sun.star.beans.PropertyValue
  made(0).Name = "FilterName"
  made(0).Value = filter
  made(1).Name = "FilterOptions"
  made(1).Value = told
  made(2).Name = IIf(hidden, "Hidden", "Overwrite")
  made(2).Value = True
  Options = made()
End Function

Sub Write_(document As Object, column As Long, row As Long, kind As String, value As String)
  Dim cell As Object, told(0) As New com.sun.star.beans.PropertyValue, dispatcher As Object, place As New com.sun.star.lang.Locale
  cell = document.Sheets.getByIndex(0).getCellByPosition(column, row)
  Select Case kind
    Case "text"
      cell.setString(value)
    Case "number"
      cell.setValue(Val(value))
    Case "day"
      cell.NumberFormat = document.NumberFormats.getStandardFormat(com.sun.star.util.NumberFormat.DATE, place)
      cell.setValue(Val(value))
    Case "typed"
      document.CurrentController.select(cell)
      told(0).Name = "StringName"
      told(0).Value = value
      dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
      dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:EnterString", "", 0, told())
  End Select
End Sub
