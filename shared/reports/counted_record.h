// CountedRecord: what a report must know of one record, and how it is taken from what the record shows.
#pragma once
#include <string>

#include "shared/forms/compile.h"
#include "shared/model/record_state.h"
#include "shared/model/value.h"

namespace nuong::reports {

struct CountedRecord {
    std::string record;  // id
    FormId form;
    AreaCode area;
    std::string status;    // void records are not counted
    std::string corrects;  // id of the record that this one supersedes: that one is not counted
    Fields answers;
    std::string same_as = {};  // id of the record of the same person, when this one is a duplicate
};

CountedRecord counted(const forms::CompiledForm& form, const RecordId& record, const AreaCode& area,
                      const RecordState& state);
// The same of a record about which nobody disagrees: from the values of its registers (protocol::decode_settled).
CountedRecord counted(const forms::CompiledForm& form, const RecordId& record, const AreaCode& area, Fields registers);

}  // namespace nuong::reports
