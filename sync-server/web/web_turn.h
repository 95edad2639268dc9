// WebTurn: what has to be done next for a request, as a value: read the store, write it, do something slow, or answer.
// Whoever holds the threads carries it out (sync-server/admin), and nothing is answered before what it has written is
// durable.
#pragma once
#include <functional>
#include <variant>

#include "sync-server/store/change_store.h"
#include "sync-server/web/web_request.h"

namespace nuong::web {

struct WebTurn {
    struct Read {
        std::function<WebTurn(StoreReader&)> work;
    };
    struct Write {
        std::function<WebTurn(StoreTransaction&)> work;
    };
    struct Slow {  // a passphrase: many milliseconds, much memory
        std::function<WebTurn()> work;
    };
    std::variant<WebAnswer, Read, Write, Slow> next;

    WebTurn(WebAnswer answer) : next(std::move(answer)) {}
    WebTurn(Read read) : next(std::move(read)) {}
    WebTurn(Write write) : next(std::move(write)) {}
    WebTurn(Slow slow) : next(std::move(slow)) {}
};

}  // namespace nuong::web
