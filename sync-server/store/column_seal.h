// ColumnSeal: how a value lies in a database whose files we do not encrypt ourselves. XChaCha20-Poly1305 under a key
// made from the server's own; a fresh nonce in front of each value. An empty value stays empty, so that SQL can ask for
// it.
#pragma once
#include <string>
#include <string_view>

#include "shared/base/seal.h"
#include "shared/sqlite/database.h"

namespace nuong {

class ColumnSeal {
public:
    explicit ColumnSeal(const DatabaseKey& key);
    ~ColumnSeal();
    ColumnSeal(const ColumnSeal&) = default;
    ColumnSeal& operator=(const ColumnSeal&) = default;

    std::string seal(std::string_view value) const;
    // Throws DatabaseError::damaged when it was changed, or sealed with another key.
    std::string open(Blob sealed) const;

private:
    KeyBytes key_;
};

}  // namespace nuong
