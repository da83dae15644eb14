"""Makes the forms of a case that is in memory: python3 example.py LIBRARY <case.xml"""
import ctypes as c
import sys

lib = c.CDLL(sys.argv[1])


class Input(c.Structure):
    _fields_ = [("name", c.c_char_p), ("bytes", c.c_char_p), ("size", c.c_size_t)]


class Diagnostic(c.Structure):
    _fields_ = [("code", c.c_char_p), ("severity", c.c_int), ("file", c.c_char_p), ("line", c.c_long),
                ("column", c.c_long), ("path", c.c_char_p), ("message", c.c_char_p), ("text", c.c_char_p * 2)]


class File(c.Structure):
    _fields_ = [("name", c.c_char_p), ("kind", c.c_int), ("form", c.c_char_p), ("case_id", c.c_char_p),
                ("bytes", c.c_void_p), ("size", c.c_size_t), ("pages", c.c_int), ("sha256", c.c_char_p)]


def function(name, result, *arguments):
    found = getattr(lib, "formulyar_" + name)
    found.restype, found.argtypes = result, arguments
    return found


render = function("render", c.c_void_p, c.c_void_p, c.POINTER(Input), c.c_size_t, c.c_void_p)
diagnostic = function("diagnostic", c.POINTER(Diagnostic), c.c_void_p, c.c_size_t)
file = function("file", c.POINTER(File), c.c_void_p, c.c_size_t)

data = sys.stdin.buffer.read()
engine = function("open", c.c_void_p, c.c_void_p)(None)
made = render(engine, c.byref(Input(b"case.xml", data, len(data))), 1, None)
for i in range(function("diagnostic_count", c.c_size_t, c.c_void_p)(made)):
    told = diagnostic(made, i).contents
    print("%s:%d:%d: %s [%s]" % (told.file.decode(), told.line, told.column, told.text[1].decode(), told.code.decode()))
for i in range(function("file_count", c.c_size_t, c.c_void_p)(made)):
    one = file(made, i).contents
    with open(one.name, "wb") as out:
        out.write(c.string_at(one.bytes, one.size))
    print("%s  %s" % (one.sha256.decode(), one.name.decode()))
status = function("status", c.c_int, c.c_void_p)(made)
function("free", None, c.c_void_p)(made)
function("close", None, c.c_void_p)(engine)
sys.exit(status)
