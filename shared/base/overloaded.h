// Gathers lambdas into one visitor, so that std::visit lists every case of a variant in one place.
#pragma once

namespace nuong {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace nuong
