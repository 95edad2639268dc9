// Drafts in the store: what is open stays as it was opened, or is gone.
#include <catch2/catch_test_macros.hpp>

#include "client/store/draft_store.h"
#include "client/store/replica.h"

using namespace nuong;
using namespace nuong::client;

TEST_CASE("a draft that cannot be given up keeps its answers: without them it would clear the record it changes") {
    const auto replica = Replica::open_in_memory();
    DraftStore& drafts = (*replica)->drafts();
    const Fields answers{{"birth_year", Value(1985)}, {"full_name", Value("Vàng Seo Phử")}};
    Draft draft;
    draft.id = Uuid{{7}};
    draft.form = "person_register";
    drafts.open(draft, answers);
    Database& db = (*replica)->database();
    db.execute("create temp trigger full before delete on draft begin select raise(abort, 'the disk is full'); end");
    CHECK_THROWS_AS(drafts.remove(draft.id), DatabaseError);
    CHECK(drafts.answers(draft.id) == answers);
    db.execute("drop trigger full");
    drafts.remove(draft.id);
    CHECK_FALSE(drafts.find(draft.id));
    CHECK(drafts.answers(draft.id).empty());
}
