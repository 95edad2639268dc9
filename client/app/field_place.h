// One field of one record, or what else can be in conflict there.
#pragma once
#include "shared/model/ids.h"

namespace nuong::client {

struct FieldPlace {
    RecordId record = {};
    Path path = {};
    bool operator==(const FieldPlace&) const = default;
};

}  // namespace nuong::client
