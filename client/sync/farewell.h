// A device that its district has reported lost destroys the store and says that it has: at once, or at a later start
// when there was no line. Nobody is told before everything is gone.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "client/store/household.h"
#include "client/sync/transport.h"

namespace nuong::client {

// Where the district is, and the token by which it knows the device; it opens nothing there any more.
struct Farewell {
    std::string server, ca_file, token;

    bool operator==(const Farewell&) const = default;
};
std::string text_of(const Farewell& farewell);
Result<Farewell> farewell_from(std::string_view text);

// Errors: unreachable, also when an answer is nobody's that knows us: to be said again. Done, too, when the server does
// not know the device any more, or has not told it to: there is nobody to tell.
Status say_farewell(const Farewell& farewell, Transport& transport);
Status say_farewell(const Farewell& farewell);  // by HTTP

// All that the household still has to say, over the network; each that was heard is forgotten. True: nothing is left.
bool say_farewells(const Household& household, const std::function<std::unique_ptr<Transport>(const Farewell&)>& line);
bool say_farewells(const Household& household);  // by HTTP

// The same while the window goes on. The thread ends soon when it is asked to stop.
std::jthread say_farewells_behind(Household household);

}  // namespace nuong::client
