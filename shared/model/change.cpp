#include "shared/model/change.h"

#include <string>

namespace nuong {

Hash next_link(const Hash& previous_link, const Hash& body_hash) {
    std::string bytes(previous_link.begin(), previous_link.end());
    bytes.append(body_hash.begin(), body_hash.end());
    return sha256(bytes);
}

}  // namespace nuong
