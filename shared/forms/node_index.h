// NodeIndex: where each node of a form stands among the others, by its id and by its path. A report asks it some times
// for every register of every record, so that finding a name reads little more than the name itself.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nuong::forms {

struct Node;

class NodeIndex {
public:
    NodeIndex() = default;
    explicit NodeIndex(const std::vector<Node>& nodes);

    bool is_made() const { return !by_id_.is_empty(); }
    int find(std::string_view id_or_path) const;  // -1: there is none
    // Of two with one id it is the first.
    int find_id(std::string_view id) const { return by_id_.find(id); }

    bool operator==(const NodeIndex&) const { return true; }  // it says nothing that the nodes do not

private:
    // Names where their hash leads, or after it; at least half of the places stay free. It holds the names itself: a
    // form may be copied, and its nodes with it.
    class Places {
    public:
        void make_room_for(std::size_t names);      // before the first of them
        void add(std::string_view name, int node);  // the first of that name stays
        int find(std::string_view name) const;
        bool is_empty() const { return names_.empty(); }

    private:
        struct Place {
            std::uint32_t hash = 0;
            int node = -1;                   // nothing stands here
            std::uint32_t at = 0, size = 0;  // of its name, in names_
        };
        // Where the name stands, or may be put.
        std::size_t place_of(std::string_view name, std::uint32_t hash) const;

        std::vector<Place> places_;  // a power of two of them
        std::string names_;
    };
    Places by_id_;
    Places by_path_;  // that are not also the id of some node
};

}  // namespace nuong::forms
