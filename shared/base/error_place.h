// An error that says where it is: the file it came from, the path within a document.
#pragma once
#include <string>

#include "shared/base/result.h"

namespace nuong {

inline Error at_place(const std::string& place, const Error& error) {
    return {error.code, {place + ": " + error.message.vi, place + ": " + error.message.en}};
}

}  // namespace nuong
