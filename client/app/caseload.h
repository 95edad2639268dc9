// The caseload of a colleague, for whoever looks after an area: the records that are theirs alone to look after
// (shared/model/caseload.h), and giving them to somebody else when they leave or are ill.
#pragma once
#include "client/app/view_model.h"
#include "client/app/workbook.h"

namespace nuong::client {

struct Caseload {
    UserId user;
    std::string role;               // as the server has told it
    std::vector<RecordId> records;  // of forms that are read here; void ones are left out
};

// Nothing: the server has told of no such person here. Reads every record of those forms: for once, not for each frame.
std::optional<Caseload> caseload_of(Workbook& workbook, const UserId& user);

// Of `caseload` what lies where `to` works: the rest nobody could see there.
std::vector<RecordId> records_in_reach(Workbook& workbook, const Caseload& caseload, const UserId& to);

// Colleagues of the same role: whoever has another one may not be given such records to read.
CaseloadView caseload_view(Workbook& workbook, const Caseload& caseload, Language language);

}  // namespace nuong::client
