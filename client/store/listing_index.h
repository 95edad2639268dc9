// ListingIndex: what the lines of the lists are found by, in memory, in the order in which people read them: persons by
// given name, everything else newest first. A search among a hundred thousand touches no page of the disk until the few
// lines that it found are read. It is filled at the first search and asks the database itself whether another
// connection has written since; what this connection writes is read again line by line.
//
// Thread: as its database, one.
#pragma once
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "client/store/place_names.h"
#include "shared/model/ids.h"
#include "shared/sqlite/database.h"

namespace nuong::client {

class ListingIndex {
public:
    explicit ListingIndex(Database& db) : db_(db) {}

    // Records of the form in whose line every word stands, then those for which some of the words name the place; words
    // are folded. At most `limit`.
    std::vector<RecordId> find(const FormId& form, const std::vector<std::string>& words, const PlaceNames& places,
                               std::size_t limit);
    // Every form that has lines.
    std::vector<FormId> forms();
    // The line of this record was written or dropped here, if the transaction around it comes to its end.
    void touch(const RecordId& record);

private:
    // The text of a line stands in the shelf's: first what orders it, then what it is found by.
    struct Line {
        RecordId record;
        std::uint32_t at = 0;
        std::uint32_t area = 0;               // in areas_
        std::uint16_t order = 0, search = 0;  // lengths
    };
    struct Shelf {
        std::string text;
        std::vector<Line> lines;

        std::string_view order_of(const Line& line) const { return std::string_view(text).substr(line.at, line.order); }
        std::string_view search_of(const Line& line) const {
            return std::string_view(text).substr(line.at + line.order, line.search);
        }
        bool is_before(const Line& a, const Line& b) const;
        Line append(const Line& line, std::string_view order, std::string_view search);
    };

    void bring_up_to_date();
    void fill();
    void read_again(const RecordId& record);
    std::uint32_t number_of(const AreaCode& area);
    // Which of the words name each area: the bit of the first word is 1.
    std::vector<unsigned> words_in_areas(const std::vector<std::string>& words, const PlaceNames& places) const;

    Database& db_;
    std::map<FormId, Shelf> shelves_;
    std::vector<AreaCode> areas_;  // of the lines
    std::unordered_map<AreaCode, std::uint32_t> numbers_;
    std::set<RecordId> touched_;
    std::int64_t seen_ = -1;  // data_version of the database when it was filled; -1: it is not
};

}  // namespace nuong::client
