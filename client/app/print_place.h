// Where a person stands who writes a file: what it shall hold, and into which folder it goes.
#pragma once
#include <algorithm>

#include "client/app/views.h"

namespace nuong::client {

struct AtPrint {
    FormId form;
    std::optional<RecordId> record;  // nothing: a blank form
    std::vector<FolderChoice> folders = {};
    std::optional<Notice> result = {};
    bool is_report = false;       // the one that is shown below
    bool is_row = false;          // ... of it only the row that is drawn
    bool is_version = false;      // ... a frozen version of it
    bool is_overview = false;     // ... the table of communes and weeks
    std::string list_title = {};  // not empty: a list as files
    ListWish list = {};

    bool is_list() const { return !list_title.empty(); }

    const FolderChoice* folder() const {  // the chosen one
        const auto at = std::find_if(folders.begin(), folders.end(), [](const auto& each) { return each.chosen; });
        return at == folders.end() ? nullptr : &*at;
    }
};

}  // namespace nuong::client
