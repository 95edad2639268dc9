// ShownRecords: all records of some forms as they are shown, for whoever goes through all of them without holding all
// of them. Many in the order in which they lie, so that each page of the store is read once; few each by itself. Where
// they belong is read first, some 25 bytes of each.
#pragma once
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/model/record_state.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

// A record as it is shown, not read yet.
struct ShownText {
    RecordId record;
    FormId form;
    AreaCode area;
    std::string state;
};

class ShownRecords {
public:
    // What is saved while they are gone through may come or not.
    ShownRecords(Database& db, const std::vector<FormId>& forms);

    std::vector<ShownText> next(std::size_t most);  // empty after the last

private:
    struct Place {
        RecordId record;
        std::uint32_t form = 0, area = 0;  // numbers among forms_ and areas_
    };
    const Place* place_of(const RecordId& record) const;
    ShownText text_at(const Place& place, std::string_view state) const;
    std::vector<ShownText> next_by_row(std::size_t most);
    std::vector<ShownText> next_by_record(std::size_t most);

    Database& db_;
    std::vector<FormId> forms_;
    bool are_few_;
    std::vector<AreaCode> areas_;
    std::vector<Place> places_;  // in order of record
    std::int64_t row_ = 0;       // of the store, the last one that was read
    std::size_t read_ = 0;       // of places_, where they are few
};

}  // namespace nuong::client
