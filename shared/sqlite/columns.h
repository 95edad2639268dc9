// How ids and hashes lie in columns, on the device and at the server: as blobs.
#pragma once
#include <algorithm>

#include "shared/base/hash.h"
#include "shared/base/uuid.h"
#include "shared/sqlite/database.h"

namespace nuong::columns {

inline Blob blob_of(const Uuid& id) { return {id.bytes.data(), id.bytes.size()}; }
inline Blob blob_of(const Hash& hash) { return {hash.data(), hash.size()}; }

inline Uuid uuid_from(Blob blob) {
    Uuid id;
    std::copy_n(blob.begin(), std::min(blob.size(), id.bytes.size()), id.bytes.begin());
    return id;
}

inline Hash hash_from(Blob blob) {
    Hash hash{};
    std::copy_n(blob.begin(), std::min(blob.size(), hash.size()), hash.begin());
    return hash;
}

}  // namespace nuong::columns
