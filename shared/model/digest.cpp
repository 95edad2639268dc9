#include "shared/model/digest.h"

#include <sodium.h>

namespace nuong {

std::uint64_t state_mark(const RecordId& record, std::string_view state) {
    static_assert(sizeof(record.bytes) == crypto_shorthash_KEYBYTES);
    std::array<unsigned char, crypto_shorthash_BYTES> bytes;
    crypto_shorthash(bytes.data(), reinterpret_cast<const unsigned char*>(state.data()), state.size(),
                     record.bytes.data());
    std::uint64_t mark = 0;
    for (const unsigned char byte : bytes) mark = mark << 8 | byte;
    return mark;
}

}  // namespace nuong
