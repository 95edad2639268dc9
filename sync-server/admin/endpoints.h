// Endpoints: from HTTP requests to the core and back. Small questions are answered from memory on the HTTP thread;
// reading happens on the readers, writing on the writer, and nobody is answered before the commit.
#pragma once
#include <functional>
#include <memory>

#include "shared/clock/clock_source.h"
#include "sync-server/admin/answer_for_all.h"
#include "sync-server/admin/http_answers.h"
#include "sync-server/admin/log.h"
#include "sync-server/admin/metrics.h"
#include "sync-server/admin/request_limit.h"
#include "sync-server/admin/trusted_proxies.h"
#include "sync-server/core/report_desk.h"
#include "sync-server/core/sync_service.h"
#include "sync-server/http/http_server.h"
#include "sync-server/store/readers.h"
#include "sync-server/store/writer.h"
#include "sync-server/web/slow_worker.h"
#include "sync-server/web/web_site.h"

namespace nuong::admin {

inline constexpr std::string_view blobs_path = "/v1/blobs/";

class Endpoints {
public:
    Endpoints(SyncService& service, Writer& writer, Readers& readers, const ClockSource& clock, Log& log)
        : service_(service),
          writer_(writer),
          readers_(readers),
          clock_(clock),
          reading_(log, clock, "reading"),
          writing_(log, clock, "writing"),
          admission_(log, clock, "admission"),
          site_(service, clock, std::max<std::size_t>(1, readers.threads() / 2)) {}

    void trust(TrustedProxies proxies) { proxies_ = std::move(proxies); }
    // For those who watch: what the lines are doing, and the certificate that is used, whose file is looked at now and
    // then. `traffic` must live as long.
    void tell_of(const HttpTraffic& traffic, std::optional<TlsFiles> certificate) {
        traffic_ = &traffic;
        certificate_ = std::move(certificate);
    }
    // At a relay only the parent can enrol, and only the top open a bundle. Called instead; must not block.
    void pass_on_to(HttpHandler parent) { parent_ = std::move(parent); }

    // Thread: the HTTP server's.
    void handle(HttpRequest request, HttpReply reply);

private:
    struct Sync;     // one POST /v1/sync on its way through the threads
    struct Bundle;   // the same of POST /v1/bundles
    struct Blob;     // and of PUT /v1/blobs
    struct Relayed;  // and of POST /v1/relay
    struct Web;      // and of a page
    struct Reports;  // and of POST /v1/reports

    // Who asks; `reply` says from then on what only they can read (endpoints_seal.cpp). Nothing: refused, and told so.
    std::shared_ptr<const Principal> admit(StoreReader& reader, const Asker& asker, HttpReply& reply);
    void note_seals(DeviceId device);
    void sync(HttpRequest request, HttpReply reply);
    void begin_sync(ChangeStore& store, const std::shared_ptr<Sync>& sync);
    void push(const std::shared_ptr<Sync>& sync);
    void finish_sync(ChangeStore& store, const std::shared_ptr<Sync>& sync);
    void take_bundle(HttpRequest request, HttpReply reply);
    void relay(HttpRequest request, HttpReply reply);
    void write_relayed(const std::shared_ptr<Relayed>& relayed);
    void answer_relay(ChangeStore& store, const Relayed& relayed);
    void write_bundle(const std::shared_ptr<Bundle>& bundle);
    template <class Message>
    void write_and_answer(HttpReply reply, std::function<Answer<Message>(StoreTransaction&)> work);
    void enrol(HttpRequest request, HttpReply reply);
    void recover(HttpRequest request, HttpReply reply);  // the PIN of a device was lost
    void hear_of_wipe(HttpRequest request, HttpReply reply);
    void ask_parent_with_code(HttpRequest request, HttpReply reply);
    void give_schema(HttpRequest request, HttpReply reply);
    void give_schemas(HttpRequest request, HttpReply reply);
    // /v1/blobs/{sha256} (endpoints_blobs.cpp)
    void blob(HttpRequest request, HttpReply reply);
    void begin_blob(ChangeStore& store, const std::shared_ptr<Blob>& blob);
    void take_piece(const std::shared_ptr<Blob>& blob);
    // The pages of the office (endpoints_web.cpp)
    void show_page(const HttpRequest& request, HttpReply reply);
    void take_turn(const std::shared_ptr<Web>& page, web::WebTurn turn);
    void go_on(const std::shared_ptr<Web>& page, const std::function<web::WebTurn()>& work);
    bool write_page(const std::shared_ptr<Web>& page, std::function<web::WebTurn(StoreTransaction&)> work);
    void compare(HttpRequest request, HttpReply reply);
    // /v1/reports (endpoints_reports.cpp)
    void ask_reports(HttpRequest request, HttpReply reply);
    void write_report(const std::shared_ptr<Reports>& asked, ReportDesk::Write write);
    void report_health(HttpReply reply);
    void report_metrics(HttpReply reply);
    ServerGauges gauges_of_server();
    HttpReply counted(HttpReply reply, bool is_sync);
    void turn_away(const HttpReply& reply);
    // Whether the commit went well; else the request is answered here.
    bool is_written(const Result<Committed>& committed, const HttpReply& reply);
    void fail(const HttpReply& reply, const std::exception& why);  // within a read
    std::optional<Error> note_failed_read(const std::exception& why);
    void note_failed_write(const Error& why);
    void slow_down(const HttpReply& reply);
    // Runs `work` on a reader; what goes wrong there is answered with 500, never lost.
    void on_reader(HttpReply reply, std::function<void(ChangeStore&)> work);

    SyncService& service_;
    Writer& writer_;
    Readers& readers_;
    const ClockSource& clock_;
    Counters counters_;
    AnswerForAll metrics_;
    NewestBackup newest_backup_;  // of whoever makes metrics_
    const HttpTraffic* traffic_ = nullptr;
    std::optional<TlsFiles> certificate_;
    RequestLimit often_;
    TrustedProxies proxies_;
    Trouble reading_, writing_, admission_;
    HttpHandler parent_;  // empty: this is the top
    web::WebSite site_;
    web::SlowWorker slow_;  // goes first: its jobs use all the others
};

}  // namespace nuong::admin
