#include "shared/forms/node_index.h"

#include <bit>
#include <cstring>

#include "shared/forms/form_definition.h"

namespace nuong::forms {
namespace {

// Eight bytes at a time; the last eight may overlap those before. Whoever publishes the form has chosen the names, and
// nobody who sends a record can add one: it need not withstand names that were made to collide.
std::uint32_t hash_of(std::string_view name) {
    constexpr std::uint64_t mix = 0x9E3779B97F4A7C15u;
    constexpr std::size_t step = sizeof(std::uint64_t);
    std::uint64_t hash = name.size(), part = 0;
    const auto take = [&] { hash = (hash ^ part) * mix, hash ^= hash >> 32; };
    for (std::size_t at = 0; at + step < name.size(); at += step) {
        std::memcpy(&part, name.data() + at, step);
        take();
    }
    if (name.size() >= step) {
        std::memcpy(&part, name.data() + name.size() - step, step);
    } else {
        part = 0;
        for (const char c : name) part = part << 8 | static_cast<unsigned char>(c);
    }
    take();
    return static_cast<std::uint32_t>(hash);
}

}  // namespace

NodeIndex::NodeIndex(const std::vector<Node>& nodes) {
    by_id_.make_room_for(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) by_id_.add(nodes[i].id, static_cast<int>(i));
    by_path_.make_room_for(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (by_id_.find(nodes[i].path) < 0) by_path_.add(nodes[i].path, static_cast<int>(i));
}

int NodeIndex::find(std::string_view id_or_path) const {
    const int node = by_id_.find(id_or_path);
    return node >= 0 || by_path_.is_empty() ? node : by_path_.find(id_or_path);
}

void NodeIndex::Places::make_room_for(std::size_t names) { places_.resize(std::bit_ceil(names * 2 + 1)); }

std::size_t NodeIndex::Places::place_of(std::string_view name, std::uint32_t hash) const {
    std::size_t place = hash & (places_.size() - 1);
    for (; places_[place].node >= 0; place = (place + 1) & (places_.size() - 1)) {
        const Place& held = places_[place];
        if (held.hash == hash && std::string_view(names_).substr(held.at, held.size) == name) break;
    }
    return place;
}

void NodeIndex::Places::add(std::string_view name, int node) {
    const std::uint32_t hash = hash_of(name);
    Place& place = places_[place_of(name, hash)];
    if (place.node >= 0) return;
    place = {hash, node, static_cast<std::uint32_t>(names_.size()), static_cast<std::uint32_t>(name.size())};
    names_ += name;
}

int NodeIndex::Places::find(std::string_view name) const {
    return places_.empty() ? -1 : places_[place_of(name, hash_of(name))].node;
}

}  // namespace nuong::forms
