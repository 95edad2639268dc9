#include "tests/world/room/server.h"

#include <stdexcept>

#include "shared/protocol/codec.h"

namespace nuong::simulated {

Server::Server(std::string name, const Disk::Image& store, FakeClockSource& world_clock, Chance& chance, Bug bug)
    : name_(std::move(name)), clock_(world_clock), chance_(chance), bug_(bug) {
    disk_.lies_about_syncing = bug == Bug::server_disk_lies;
    disk_.load(store);
    open();
    load();
}

void Server::open() {
    auto store = SqliteChangeStore::create(Database::open(file(), std::nullopt));
    if (!store) throw std::runtime_error(store.error().message.en);
    store_ = std::move(*store);
    store_->limit_log({.pages_between = 30, .pages_ahead = 15});  // so that it happens in a world
    store_->tidy_later();
    faulty_ = std::make_unique<FaultyStore>(*store_, bug_);
}

void Server::close() {
    service_.reset();
    faulty_.reset();
    store_.reset();
}

void Server::load() {
    service_ = std::make_unique<SyncService>();
    if (const auto loaded = service_->load(*store_->read()); !loaded)
        throw std::runtime_error(loaded.error().message.en);
    learn_book();
}

void Server::restart() {
    close();
    if (disk_.is_off()) disk_.switch_on(chance_);
    try {
        open();
    } catch (const DatabaseError&) {
        if (!disk_.is_full()) throw;
        disk_.make_room();  // it does not start without
        open();
    }
    load();
}

Disk::Image Server::back_up() {
    const std::string copy = disk_.folder() + "/backup.db";
    administer([&] {
        disk_.remove(copy);
        store_->database().copy_into(copy);
    });
    Disk::Image image{{"server.db", disk_.find(copy)->now}};
    disk_.remove(copy);
    return image;
}

void Server::start_epoch(const std::string& epoch, const Disk::Image* from) {
    if (from) {
        close();
        disk_.load(*from);
        open();
    }
    administer([&] {
        const auto transaction = store_->begin();
        if (!epoch.empty()) transaction->start_epoch(epoch);
        transaction->add_audit(clock_.now(), "console", "restore", "");
        transaction->commit();
    });
    load();
}

void Server::administer(const std::function<void()>& work) {
    for (;;) try {
            return work();
        } catch (const DatabaseError&) {
            if (!disk_.is_off() && !disk_.is_full()) throw;
            disk_.make_room();
            if (disk_.is_off()) restart();
        }
}

client::HttpResponse Server::guarded(const std::function<client::HttpResponse()>& work) {
    if (disk_.is_off() || is_gone_) return {};
    try {
        return work();
    } catch (const DatabaseError& error) {
        if (disk_.is_off()) return {};
        return {error.kind() == DatabaseError::Kind::full ? 507 : 500,
                encode(protocol::HttpError{"no_space", error.error().message})};
    }
}

client::HttpResponse Server::handle(const client::HttpRequest& request) {
    tidy();
    return guarded([&] { return answer(request); });
}

// As the writer of a real server does it when everybody has been answered: here, before the next one asks, so that
// power which goes meanwhile takes no answer with it that is being looked at.
void Server::tidy() {
    if (disk_.is_off() || is_gone_) return;
    try {
        store_->tidy();
    } catch (const DatabaseError&) {
        if (!disk_.is_off() && !disk_.is_full()) throw;
    }
}

client::HttpResponse Server::take_stick(const std::string& bundle) {
    return guarded([&]() -> client::HttpResponse {
        const auto opened = open_bundle(*faulty_->read(), bundle);
        if (!opened) return refusal({"bad_bundle", opened.error().message});
        const auto transaction = faulty_->begin();
        const auto makers = nuong::take_bundle(*transaction, *book_, *opened, "console", clock_.now());
        transaction->commit();  // another process has done it: the one that serves finds out when it looks
        if (const auto done = service_->refresh(*store_->read()); !done)
            throw std::runtime_error(done.error().message.en);
        return {200, protocol::encode(answer_of(makers))};
    });
}

}  // namespace nuong::simulated
