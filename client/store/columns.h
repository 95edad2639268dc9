// How our types lie in columns: ids and hashes as blobs.
#pragma once
#include <algorithm>

#include "shared/base/hash.h"
#include "shared/base/uuid.h"
#include "shared/sqlite/database.h"

namespace nuong::client::columns {

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

}  // namespace nuong::client::columns
