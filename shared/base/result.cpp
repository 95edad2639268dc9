#include "shared/base/result.h"

namespace nuong {

const char* name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid: return "invalid";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::usage: return "usage";
        case ErrorCode::unreachable: return "unreachable";
        case ErrorCode::refused: return "refused";
        case ErrorCode::locked: return "locked";
        case ErrorCode::damaged: return "damaged";
        case ErrorCode::no_space: return "no_space";
    }
    return "invalid";
}

int exit_code_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid:
        case ErrorCode::not_found: return 1;
        case ErrorCode::usage: return 2;
        case ErrorCode::unreachable: return 3;
        case ErrorCode::refused: return 4;
        case ErrorCode::locked:
        case ErrorCode::damaged:
        case ErrorCode::no_space: return 5;
    }
    return 1;
}

}  // namespace nuong
