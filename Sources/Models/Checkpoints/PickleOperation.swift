extension Pickle {
  /// The operations that `torch.save` writes, by their byte (CPython's Lib/pickletools.py lists all).
  enum Operation: UInt8 {
    case proto = 0x80
    case frame = 0x95
    case stop = 0x2e
    case none = 0x4e
    case newTrue = 0x88
    case newFalse = 0x89
    case int1 = 0x4b
    case int2 = 0x4d
    case int4 = 0x4a
    case long1 = 0x8a
    case real = 0x47
    case text1 = 0x8c
    case text4 = 0x58
    case text8 = 0x8d
    case global = 0x63
    case stackGlobal = 0x93
    case mark = 0x28
    case pop = 0x30
    case emptyTuple = 0x29
    case emptyList = 0x5d
    case emptyDictionary = 0x7d
    case tuple1 = 0x85
    case tuple2 = 0x86
    case tuple3 = 0x87
    case tuple = 0x74
    case append = 0x61
    case appends = 0x65
    case setItem = 0x73
    case setItems = 0x75
    case put1 = 0x71
    case put4 = 0x72
    case memoize = 0x94
    case get1 = 0x68
    case get4 = 0x6a
    case persistentId = 0x51
    case reduce = 0x52
    case build = 0x62
  }
}
