// A day in Văn Bàn as the session would show it: every screen, in both languages, with long names and full lists.
#pragma once
#include <string>
#include <vector>

#include "client/app/view_model.h"
#include "tests/ui/sample_forms.h"

namespace nuong::client::samples {

struct Sample {
    std::string name;  // of the picture
    ViewModel view;
};

ViewModel frame(Words t, Screen screen);
SettingsView settings(Words t);
EnrollView enroll(Words t);
PinView pin(Words t);
PinView pin_of_two(Words t);
PinView pin_of_team(Words t);
PrintView print(Words t);
PadView pad(Words t);
EnrollView enroll_another(Words t);
RecoverView recover(Words t);
PinView pin_last_tries(Words t);
SyncView sync_lease(Words t);
HomeView home(Words t);
HomeView home_after_loss(Words t);  // of a form, of which there were drafts
ListView people(Words t);
ListView sessions(Words t);
ListView contacts(Words t);
ListView picker(Words t);
FormListView forms(Words t);
FormListView forms_about(Words t);
RecordView person(Words t);
RecordView contact(Words t);
RecordView returned(Words t);      // by somebody who has looked it over
RecordView to_check(Words t);      // for whoever may
RecordView screened(Words t);      // with what it came to
RecordView inconsistent(Words t);  // what several people wrote does not fit together
ConflictListView conflicts(Words t);
ConflictView conflict(Words t);
DuplicateView duplicate(Words t);
SyncView sync_running(Words t);
SyncView sync_done(Words t);
SyncView sync_offline(Words t);
SyncView sync_new_code(Words t);
HandOverView hand_over();
HandOverView handed_over(Words t);
FilePickerView files(Words t);
CardView card(Words t);
std::vector<Sample> all(Language language);

}  // namespace nuong::client::samples
