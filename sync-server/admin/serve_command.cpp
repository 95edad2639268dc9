// serve: puts the parts together and runs until SIGTERM or SIGINT.
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <thread>

#include "sync-server/admin/command.h"
#include "sync-server/admin/endpoints.h"
#include "sync-server/admin/list_keeper.h"
#include "sync-server/admin/listen_address.h"
#include "sync-server/admin/log.h"
#include "sync-server/admin/retention_worker.h"
#include "sync-server/admin/serve_options.h"
#include "sync-server/admin/wiped_folder.h"
#include "sync-server/relay/upstream_enrolment.h"
#include "sync-server/relay/upstream_worker.h"

namespace nuong::admin {
namespace {

constexpr std::size_t readers_queued_max = 5'000;
constexpr std::chrono::milliseconds refresh_every{500};  // how soon a command of another process is noticed
constexpr std::chrono::seconds database_limit{30};       // no device waits longer for an answer
constexpr int heard_every = 60;                          // refreshes between notes of who was here

// Signals come to one thread that waits for them; all others never see them.
sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signal(SIGPIPE, SIG_IGN);
    return signals;
}

Result<std::vector<std::unique_ptr<ChangeStore>>> open_reader_stores(DataFolder& folder) {
    std::vector<std::unique_ptr<ChangeStore>> stores;
    const std::size_t count = std::max(2u, std::thread::hardware_concurrency());
    for (std::size_t i = 0; i < count; ++i) {
        auto store = folder.open();
        if (!store) return store.error();
        stores.push_back(std::move(*store));
    }
    return stores;
}

// Ends the server as a signal would, once.
void end_serving() { ::kill(::getpid(), SIGTERM); }

// Notices what other processes did, and writes down who was answered from memory. When one of them was a newer program
// that has changed the tables, this one must not go on with them.
class Housekeeping {
public:
    Housekeeping(SyncService& service, Writer& writer, Readers& readers)
        : service_(service), writer_(writer), readers_(readers), thread_([this] { work(); }) {}
    ~Housekeeping() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_.join();
        note_heard();
    }
    bool is_outgrown() const { return *is_outgrown_; }

private:
    void work() {
        int rounds = 0;
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, refresh_every, [this] { return stopping_; })) {
            if (!is_refreshing_->exchange(true))  // rounds must not pile up before requests when the store is away
                readers_.submit_admitted([&service = service_, is_refreshing = is_refreshing_,
                                          is_outgrown = is_outgrown_](ChangeStore& store) {
                    if (refresh(service, store) && !is_outgrown->exchange(true)) end_serving();
                    *is_refreshing = false;
                });
            if (++rounds % heard_every == 0) note_heard();
        }
    }

    // Whether the store is of a newer program by now.
    static bool refresh(SyncService& service, ChangeStore& store) {
        try {
            // A store that cannot be read now is noticed by the requests that need it.
            const Status refreshed = service.refresh(*store.read());
            static_cast<void>(refreshed);
            return store.has_outgrown_program();
        } catch (const DatabaseError&) {
            return false;
        }
    }

    void note_heard() {
        auto all = service_.take_heard();
        if (all.empty()) return;
        const bool taken = writer_.submit(
            [all = std::move(all)](StoreTransaction& transaction) {
                for (const HeardDevice& heard : all) transaction.set_heard(heard);
            },
            [](const Result<Committed>&) {});
        static_cast<void>(taken);  // a full queue has more important work; the next sync says it again
    }

    SyncService& service_;
    Writer& writer_;
    Readers& readers_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    // Readers live longer.
    std::shared_ptr<std::atomic<bool>> is_refreshing_ = std::make_shared<std::atomic<bool>>(false),
                                       is_outgrown_ = std::make_shared<std::atomic<bool>>(false);
    std::thread thread_;
};

Message code_not_taken(const Message& why) {
    return {
        "Không dùng được --upstream-code, nên chạy tiếp với lần ghi danh đã có; không cần nữa thì hãy bỏ nó khỏi tệp "
        "cài đặt. " +
            why.vi,
        "--upstream-code was not taken; going on as enrolled before. If it is not needed any more, remove it from "
        "the settings. " +
            why.en};
}

// With --upstream this server becomes a device of a parent, once; afterwards it is known from the store. A code that
// stays behind in the settings is too old at the next start: no reason to keep the devices of this relay waiting.
Status join_upstream(Context& context, ChangeStore& store, Log& log) {
    const CommandLine& line = context.line;
    if (!line.has("upstream")) return Done{};
    const std::string url = line.value("upstream");
    const auto known = store.read()->upstream();
    const bool is_enrolled = known && known->url == url && !known->token.empty();
    if (is_enrolled && !line.has("upstream-code")) return Done{};
    if (!line.has("upstream-code"))
        return Error{ErrorCode::usage,
                     {"Lần đầu cần --upstream-code: mã do máy chủ cấp trên cấp (nuong-server device code).",
                      "The first time --upstream-code is needed: a code from the parent (nuong-server device code)."}};
    const std::string ca_file = line.has("upstream-ca") ? line.value("upstream-ca") : "";
    client::HttpTransport transport(url, ca_file);
    Status joined = enrol_upstream(store, transport, url, ca_file, line.value("upstream-code"), context.clock.now());
    if (joined || !is_enrolled) return joined;
    log.say(Log::Level::warning, "upstream_code", code_not_taken(joined.error().message));
    return Done{};
}

// What a relay is told to do with all that it holds. The signal ends the server as it would at any other time.
class OrderToWipe {
public:
    void note(const UpstreamRow& parent) {
        {
            const std::lock_guard lock(mutex_);
            farewell_ = {parent.url, parent.ca_file, parent.token};
        }
        end_serving();
    }
    std::optional<client::Farewell> farewell() const {
        const std::lock_guard lock(mutex_);
        return farewell_;
    }

private:
    mutable std::mutex mutex_;
    std::optional<client::Farewell> farewell_;
};

// Nothing when this is the top. The first exchange, which brings forms and people, is waited for; without it nobody
// could do anything here.
Result<std::unique_ptr<UpstreamWorker>> open_upstream(Context& context, SyncService& service, Log& log,
                                                      OrderToWipe& order) {
    auto store = context.folder.open();
    if (!store) return store.error();
    const auto parent = (*store)->read()->upstream();
    if (!parent || parent->token.empty()) return std::unique_ptr<UpstreamWorker>();
    if (parent->epoch.empty()) {
        client::HttpTransport transport(parent->url, parent->ca_file);
        const auto first = exchange_upstream(**store, service, transport, context.clock, false);
        if (!first) return first.error();
    }
    return std::make_unique<UpstreamWorker>(
        std::move(*store), service, context.clock,
        UpstreamWorker::Heard{[&log](const Message& message) { log.say(Log::Level::warning, "upstream", message); },
                              [&order](const UpstreamRow& known) { order.note(known); }});
}

Error not_told_yet() {
    return {ErrorCode::unreachable,
            {"Dữ liệu ở đây đã bị xóa theo lệnh của huyện, nhưng chưa báo được cho huyện; lần chạy serve sau sẽ báo.",
             "What was here is destroyed as the district ordered, but the district could not be told yet; the next "
             "start of serve tells it."}};
}

// Everybody has let go of the store.
Result<int> wipe_as_ordered(Context& context, const std::string& store, const client::Farewell& farewell, Log& log) {
    const auto wiped = wipe(context.folder, store, farewell);
    if (wiped)
        log.say(Log::Level::warning, "wiped",
                {"Huyện đã báo mất máy trung chuyển này và ra lệnh xóa. Mọi dữ liệu ở đây đã bị xóa; các máy vẫn giữ "
                 "những gì huyện chưa nhận và đồng bộ thẳng với huyện.",
                 "The district has reported this relay lost and ordered it wiped. All that it held here is destroyed; "
                 "devices still have what the district has not taken, and sync with the district itself."});
    if (wiped && !wiped->key_is_gone)
        log.say(Log::Level::warning, "key_left",
                {"Khóa ở " + wiped->key_path + " không xóa được từ đây, và mở được các bản sao lưu: hãy hủy cả hai.",
                 "The key in " + wiped->key_path +
                     " could not be destroyed from here, and it opens backups: destroy both."});
    if (!say_farewell(context.folder)) return not_told_yet();
    return wiped ? Result<int>(0) : Result<int>(wiped.error());
}

// What a start finds of a wipe. Nothing: there is a store to serve, or nobody has ordered anything.
std::optional<Result<int>> ended_by_wipe(Context& context) {
    if (const Status finished = finish_wipe(context.folder); !finished) return finished.error();
    if (!has_farewell(context.folder)) return std::nullopt;
    const bool is_told = say_farewell(context.folder);
    if (context.folder.exists()) return std::nullopt;
    if (!is_told) return not_told_yet();
    context.say({"Máy trung chuyển này đã bị xóa theo lệnh của huyện, và huyện nay đã biết.",
                 "This relay was wiped as the district ordered, and the district knows now."});
    return 0;
}

void warn_of_plain_http(Log& log, const HttpListen& listen) {
    if (listen.tls || is_loopback(listen.host)) return;
    log.say(Log::Level::warning, "plain_http",
            {"Cảnh báo: đường từ proxy (--trusted-proxy) đến đây không mã hóa. Hãy giữ đường đó riêng, hoặc dùng "
             "--tls-cert và --tls-key.",
             "Warning: the line from the proxy (--trusted-proxy) to here is not encrypted. Keep it to yourselves, or "
             "use --tls-cert and --tls-key."});
}

void say_reloaded(Log& log, const Status& loaded) {
    if (!loaded) return log.say(Log::Level::error, "certificate_refused", loaded.error().message);
    log.say(Log::Level::info, "certificate_reloaded",
            {"Đã đọc lại chứng chỉ; kết nối mới dùng chứng chỉ này.",
             "The certificate was read again; new connections use it."});
}

// SIGHUP: the certificate was renewed, or the terminal from which the server was started was closed. A service has no
// terminal, and must not stop when somebody reloads it who has no certificate. Anything else: stop.
void obey_signals(Log& log, const sigset_t& signals, bool has_certificate, HttpServer& server) {
    for (bool goes_on = true; goes_on;) {
        int signal_number = 0;
        sigwait(&signals, &signal_number);
        goes_on = signal_number == SIGHUP && (has_certificate || !::isatty(STDIN_FILENO));
        if (goes_on && has_certificate)
            server.reload_certificate([&log](const Status& loaded) { say_reloaded(log, loaded); });
    }
    server.stop();
}

}  // namespace

Result<int> serve(Context& context) {
    auto options = serve_options_of(context.line);
    if (!options) return options.error();
    if (const auto ended = ended_by_wipe(context)) return *ended;
    const sigset_t signals = block_signals();
    context.folder.give_up_after(database_limit);
    auto store = context.folder.open();
    if (!store) return store.error();
    const std::string store_id = (*store)->read()->facts().server_id;
    Log log(context.err, context.clock, context.language());
    if (auto joined = join_upstream(context, **store, log); !joined) return joined.error();
    SyncService service;
    service.speak_of(options->programs);
    if (options->demands_proofs) service.demand_proofs();
    if (auto loaded = service.load(*(*store)->read()); !loaded) return loaded.error();
    auto reader_stores = open_reader_stores(context.folder);
    if (!reader_stores) return reader_stores.error();
    auto retention_store = context.folder.open();
    if (!retention_store) return retention_store.error();
    auto lists_store = context.folder.open();
    if (!lists_store) return lists_store.error();

    std::optional<Readers> readers(std::in_place, std::move(*reader_stores), readers_queued_max);
    OrderToWipe order;
    auto upstream = open_upstream(context, service, log, order);
    if (!upstream) return upstream.error();
    std::optional<ListKeeper> lists(std::in_place, std::move(*lists_store), context.folder, context.clock, log);
    std::optional<Writer> writer(std::in_place, std::move(*store), WriterLimits{}, [&](const Committed& committed) {
        service.committed(committed);
        if (committed.settings_changed) lists->settings_changed();
        if (*upstream) (*upstream)->something_was_saved();
    });
    Endpoints endpoints(service, *writer, *readers, context.clock, log);
    HttpLimits limits;
    limits.proxies = options->proxies.addresses();
    endpoints.trust(std::move(options->proxies));
    if (*upstream)
        endpoints.pass_on_to(
            [&](HttpRequest request, HttpReply reply) { (*upstream)->pass_on(std::move(request), std::move(reply)); });
    auto server = HttpServer::listen(options->listen, limits, [&](HttpRequest request, HttpReply reply) {
        endpoints.handle(std::move(request), std::move(reply));
    });
    if (!server) return server.error();
    endpoints.tell_of(server->traffic(), options->listen.tls);
    warn_of_plain_http(log, options->listen);
    context.out << url_of(options->listen, server->port()) << std::endl;
    log.say(Log::Level::info, "serving",
            {"Máy chủ đã sẵn sàng, bản " + to_string(this_program()) + ".",
             "The server is ready, version " + to_string(this_program()) + "."});

    bool is_outgrown = false;
    {
        const Housekeeping housekeeping(service, *writer, *readers);
        const RetentionWorker retention(std::move(*retention_store), service, *writer, context.folder.path(),
                                        options->set_aside_days, context.clock, log);
        std::thread waiting_for_signals([&] { obey_signals(log, signals, options->listen.tls.has_value(), *server); });
        server->run();
        waiting_for_signals.join();
        is_outgrown = housekeeping.is_outgrown();
    }
    if (is_outgrown) log.say(Log::Level::error, "store_newer", store_is_newer().message);
    log.say(Log::Level::info, "stopping", {"Máy chủ đang dừng.", "The server is stopping."});
    const auto farewell = order.farewell();
    if (farewell)
        (void)begin_wipe(context.folder, store_id, *farewell);  // whatever hangs below, the next start goes on
    writer.reset();     // finish what is queued while all that the jobs use is still there
    lists.reset();      // nothing more is written where all may have to be destroyed
    upstream->reset();  // an exchange that runs is broken off; the next start goes on
    readers.reset();
    if (farewell) return wipe_as_ordered(context, store_id, *farewell, log);
    return is_outgrown ? Result<int>(store_is_newer()) : Result<int>(0);
}

}  // namespace nuong::admin
