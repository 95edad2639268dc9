// A lost PIN: the device asks its district for the key of a store, with a one-time code. Nothing that is in the store
// changes by asking; a lost answer is asked for again with the same code.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "client/store/recovery_box.h"
#include "client/sync/http_transport.h"

namespace nuong::client {

// Errors: not_found (no recovery box here), refused (with the district's reason, or a server that is older than this),
// unreachable; damaged (the key that came does not open the store), no_space.
Result<DatabaseKey> recover_key(const std::string& person_home, Transport& transport, const std::string& code);

struct RecoveryWish {
    std::string person_home, server, ca_file, code;
};

// The same on a thread of its own, while the window goes on.
//
// Thread: the public functions are called from the window's thread.
class RecoveryWorker {
public:
    // `notify` is called from the thread when the answer is there; it must only wake the window.
    RecoveryWorker(RecoveryWish wish, std::function<void()> notify);
    ~RecoveryWorker();  // cancels the exchange and waits for the thread

    // Once, when it is there.
    std::optional<Result<DatabaseKey>> take_answer();

private:
    HttpTransport transport_;
    std::mutex mutex_;  // guards answer_
    std::optional<Result<DatabaseKey>> answer_;
    std::jthread thread_;  // last: starts when everything above is there
};

}  // namespace nuong::client
