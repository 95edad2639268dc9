// Every word the screens themselves say, in both languages. What forms and records say comes with the view model.
#pragma once
#include <cstdint>
#include <string>

#include "shared/base/message.h"

namespace nuong::client {

enum class Word {
    app_name,
    app_motto,
    // doors
    enroll_title,
    enroll_help,
    server_address,
    enroll_code,
    device_name,
    enroll,
    connecting,
    pin,
    pin_again,
    choose_pin_title,
    choose_pin_help,
    pin_differs,
    pin_too_short,
    unlock,
    save_pin,
    wait_before_retry,
    seconds,
    erase_digit,
    lock,
    who_are_you,
    // moving
    back,
    next_page,
    previous_page,
    home,
    close,
    show_more,
    open,
    // home
    due,
    unfinished,
    nothing_unfinished,
    waiting_to_send,
    conflicts,
    refused,
    records_here,
    sync,
    resume,
    // lists and records
    search,
    clear_search,
    results,
    facts,
    differs,
    timeline,
    nothing_yet,
    edit,
    two_values,
    // forms
    submit,
    submit_and_fix,
    leave_form,
    discard,
    discard_question,
    discard_yes,
    discard_no,
    answered_of,
    page_of,
    required,
    pick_from_list,
    change_choice,
    type_to_search,
    more_choices,
    not_chosen,
    today,
    date_hint,
    date_wrong,
    number_wrong,
    acknowledge,
    remove,
    add,
    problems_title,
    no_answer,
    clear_answer,
    not_answered,
    results_title,
    score,
    undo,
    redo,
    why,
    show_hidden,
    put_hidden_away,
    form_changed,
    understood,
    // conflicts
    conflicts_title,
    no_conflicts,
    conflict_help,
    in_force,
    take_this,
    other_value,
    use_this_value,
    entered_by,
    on_device,
    empty_value,
    // sync
    sync_title,
    sync_now,
    syncing,
    sync_done,
    offline_title,
    offline_help,
    pushed,
    received,
    found_conflicts,
    still_pending,
    refused_title,
    refused_help,
    reopen,
    view_conflicts,
    // typing
    typing_telex,
    typing_vni,
    typing_off,
    count_,
};

namespace words {
const std::string& say(Language language, Word word);
}

// 20.417 in Vietnamese, 20,417 in English.
std::string grouped(Language language, std::int64_t number);

}  // namespace nuong::client
