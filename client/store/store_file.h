// The file that holds all that a device keeps, seen from outside, before it is opened.
#pragma once
#include <string>

#include "client/store/keyring.h"
#include "shared/base/result.h"

namespace nuong::client {

std::string store_path(const std::string& home);

// `damaged` when a keyring that already names its people has no store beside it, or an empty file: opening would make
// a new, empty store, which would hide the loss.
Status check_store_file(const std::string& home, const Keyring& keyring);

}  // namespace nuong::client
