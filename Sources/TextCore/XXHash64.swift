/// The 64-bit xxHash by Y. Collet (specification 0.1.1), seed 0: finds damage, not malice.
///
/// - Complexity: O(number of bytes), some GB/s.
public func xxHash64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let primes: (UInt64, UInt64, UInt64, UInt64, UInt64) = (
        0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
        0x27D4_EB2F_1656_67C5
    )
    func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
    func round(_ accumulator: UInt64, _ lane: UInt64) -> UInt64 {
        rotate(accumulator &+ lane &* primes.1, 31) &* primes.0
    }
    func word(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    var offset = 0
    var hash: UInt64
    if bytes.count >= 32 {
        var lanes = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
        while offset + 32 <= bytes.count {
            lanes.0 = round(lanes.0, word(offset))
            lanes.1 = round(lanes.1, word(offset + 8))
            lanes.2 = round(lanes.2, word(offset + 16))
            lanes.3 = round(lanes.3, word(offset + 24))
            offset += 32
        }
        hash = rotate(lanes.0, 1) &+ rotate(lanes.1, 7) &+ rotate(lanes.2, 12) &+ rotate(lanes.3, 18)
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
            hash = (hash ^ round(0, lane)) &* primes.0 &+ primes.3
        }
    } else {
        hash = primes.4
    }
    hash &+= UInt64(bytes.count)
    while offset + 8 <= bytes.count {
        hash = rotate(hash ^ round(0, word(offset)), 27) &* primes.0 &+ primes.3
        offset += 8
    }
    if offset + 4 <= bytes.count {
        let half = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
        hash = rotate(hash ^ UInt64(half) &* primes.0, 23) &* primes.1 &+ primes.2
        offset += 4
    }
    while offset < bytes.count {
        hash = rotate(hash ^ UInt64(bytes[offset]) &* primes.4, 11) &* primes.0
        offset += 1
    }
    hash = (hash ^ hash >> 33) &* primes.1
    hash = (hash ^ hash >> 29) &* primes.2
    return hash ^ hash >> 32
}
