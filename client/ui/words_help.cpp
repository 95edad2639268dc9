#include "client/ui/words_help.h"

namespace nuong::client::words {

void put_help(const PutWord& put) {
    put(Word::help, "Trợ giúp", "Help");
    put(Word::help_enroll,
        "Nhập địa chỉ máy chủ và mã ghi danh do huyện cấp, rồi chạm “Ghi danh”. "
        "Có máy quét thì chạm ô địa chỉ rồi quét mã QR của huyện: cả hai ô được điền. "
        "Mỗi mã chỉ dùng được một lần; hỏng hoặc hết hạn thì xin mã mới. "
        "Chỉ lần này cần có mạng, sau đó máy làm việc không cần mạng. "
        "Nhiều người dùng chung máy thì mỗi người ghi danh một lần bằng mã của mình.",
        "Type the server address and the enrolment code from the district, then tap “Enrol”. "
        "With a scanner, tap the address field and scan the district's QR code: it fills both fields. "
        "A code works once; ask for a new one if it is refused. "
        "Only this step needs a network, afterwards the device works without. "
        "Where several people share a device, each enrols once with a code of their own.");
    put(Word::help_pin,
        "Mã PIN mở khóa dữ liệu trên máy này. "
        "Máy có nhiều người thì chạm tên mình trước; mỗi người có mã PIN, dữ liệu và bản nháp riêng. "
        "Người mới thì chạm “Thêm người dùng” và nhập mã do huyện cấp. "
        "Gõ sai nhiều lần thì phải đợi một lúc rồi mới thử lại được. "
        "Quên mã PIN thì chạm “Quên mã PIN?” và xin huyện mã khôi phục; dữ liệu trên máy giữ nguyên.",
        "The PIN opens the data on this device. "
        "Where several people share it, tap your name first; each has a PIN, data and drafts of their own. "
        "Somebody new taps “Add a user” and enters the code from the district. "
        "After several wrong tries you have to wait before the next one. "
        "If the PIN is lost, tap “PIN lost?” and ask the district for a recovery code; the data here stays as it is.");
    put(Word::help_recover,
        "Ở đây bạn đặt mã PIN mới khi quên mã cũ. "
        "Gọi cho cán bộ huyện, xưng tên và đọc số hiệu máy; họ đọc lại mã khôi phục. "
        "Mã chỉ mở được đúng máy này, một lần, trong một giờ; sai hoặc hết hạn thì xin mã mới. "
        "Không có gì trên máy thay đổi cho đến khi mã PIN mới được lưu; mất mạng giữa chừng thì dùng lại mã đó. "
        "Nếu máy bị lấy cắp, hãy báo huyện thu hồi máy: khi đó mã khôi phục không còn cấp được nữa.",
        "Here you set a new PIN when the old one is lost. "
        "Call the district, say who you are and read them the number of the device; they read you a recovery code. "
        "It opens this device only, once, within an hour; when it is wrong or stale, ask for another. "
        "Nothing on the device changes until the new PIN is kept; if the line breaks, use the same code again. "
        "If a device is stolen, tell the district to revoke it: then no recovery code can be had for it.");
    put(Word::help_home,
        "Chạm một ô để ghi phiếu hoặc tìm người. "
        "Phần dưới cho biết hôm nay có việc nào đến hạn và phiếu nào còn là nháp. "
        "Mọi thứ được lưu ngay trên máy này; khi có mạng, chạm “Đồng bộ” để gửi đi. "
        "Rời máy thì chạm hình ổ khóa; nhiều người dùng chung máy thì chạm “Đổi người”.",
        "Tap a tile to fill in a form or to find a person. "
        "Below it says who to come back to today and which forms are unfinished. "
        "Everything is kept on this device at once; tap “Sync” when there is a network. "
        "Tap the padlock when you leave the device, or “Switch user” where several people share it.");
    put(Word::help_list,
        "Gõ vài chữ để tìm, không cần dấu và không cần đủ tên; tên thôn, xã cũng tìm được. "
        "Chạm một dòng để mở. "
        "Nút ở góc dưới để ghi mới; hãy tìm trước để khỏi ghi trùng một người.",
        "Type a few letters to search; marks and whole names are not needed, and a hamlet or commune finds its "
        "records. "
        "Tap a line to open it. "
        "The button at the bottom makes a new one; search first, so that nobody is written down twice.");
    put(Word::help_search,
        "Gõ vài chữ của tên, năm sinh, số điện thoại hay thôn, xã, không cần dấu. "
        "Người đứng trước, rồi đến các phiếu khác; chạm một dòng để mở. "
        "“Lưu thành tệp” ghi mọi phiếu tìm thấy mà vai trò của bạn được xuất. "
        "Từ bàn phím: Ctrl+F hoặc dấu / để tìm, Enter mở dòng đầu tiên.",
        "Type some letters of a name, a year, a phone number or a commune, without marks. "
        "People come first, then other forms; tap a line to open it. "
        "“Save as a file” writes all that was found, as far as your role exports it. "
        "On a keyboard: Ctrl+F or / to search, Enter opens the first line.");
    put(Word::help_forms,
        "Đây là mọi biểu mẫu mà vai trò của bạn được dùng. "
        "Chạm tên biểu mẫu để bắt đầu một phiếu. "
        "Chạm “Đã ghi” để xem các phiếu cũ.",
        "These are all forms that your role may use. "
        "Tap the name of a form to begin one. "
        "Tap “Records” to see what was written with it.");
    put(Word::help_record,
        "Phần trên là việc gần đây, phần dưới là thông tin. "
        "Chạm “Sửa” để sửa; ai sửa gì, lúc nào đều được giữ lại. "
        "Dòng màu vàng là chỗ nhiều người ghi khác nhau, chạm vào để chọn giá trị đúng.",
        "What happened lately comes first, details below. "
        "Tap “Edit” to change something; who changed what and when is always kept. "
        "Where people wrote different values, tap the line to choose the right one.");
    put(Word::help_form,
        "Mỗi câu trả lời được lưu ngay, đóng máy giữa chừng cũng không mất. "
        "Câu có dấu * là bắt buộc. "
        "“Để sau” giữ phiếu ở trang chính để làm tiếp. "
        "Nộp rồi vẫn sửa được, bản cũ được giữ lại.",
        "Every answer is kept at once; nothing is lost when the device closes in between. "
        "Questions with a * must be answered. "
        "“Finish later” keeps the form on the home screen. "
        "It can still be corrected after submitting, and the old answers are kept.");
    put(Word::help_question,
        "Đọc to câu hỏi, rồi chạm câu trả lời; phiếu tự sang câu sau. "
        "Nhầm thì chạm “Câu trước”, câu trả lời vẫn còn đó để sửa. "
        "Mỗi câu trả lời được lưu ngay. "
        "Cuối cùng là trang xem lại: chạm câu còn thiếu để trả lời.",
        "Read the question aloud and tap the answer; the next question comes by itself. "
        "After a mistake tap “Question before”: the answer is still there to be changed. "
        "Every answer is kept at once. "
        "The last page shows what is missing; tap a line to answer it.");
    put(Word::help_caseload,
        "Khi một người nghỉ hay chuyển đi, hãy giao phiếu của họ cho người cùng vai trò. "
        "Chạm tên người nhận rồi chạm “Giao cho”. Chỉ những phiếu nằm trong địa bàn của người nhận được giao. "
        "Người cũ không thấy các phiếu đó nữa sau lần đồng bộ tới; người mới thấy. Giao lại được bất cứ lúc nào.",
        "When somebody leaves or is ill, give what they look after to somebody of the same role. "
        "Tap the name, then “Give to”. Only what lies in the areas of the new person is given. "
        "After the next sync the former one does not see it any more and the new one does. "
        "It can be given back at any time.");
    put(Word::help_overview,
        "Các ô trên cùng là việc cần làm; chạm một ô để mở danh sách của nó. "
        "Bảng cho biết mỗi xã mỗi tuần có bao nhiêu phiếu, theo ngày ghi trên phiếu; chạm một số để xem các phiếu. "
        "Máy quá 7 ngày chưa gửi là máy trễ; số việc còn chờ là do máy ấy tự báo ở lần gửi trước. "
        "Về các máy, huyện chỉ biết tên, lần gửi, con số, và lần lưu nào bị giữ lại vì sao; không có nội dung phiếu. "
        "Máy gửi qua máy chủ trung chuyển chỉ hiện khi có phiếu mới đến huyện.",
        "The boxes on top are what needs doing; tap one to open its list. "
        "The table says how many records each commune has each week, by the day that stands on them; tap a number to "
        "see the records. "
        "A device that was not heard of for 7 days is late; what waits there is what it said itself last time. "
        "Of devices the district knows names, times and numbers, and which saves are in quarantine and why; nothing of "
        "any record. "
        "Devices that sync through a relay are heard of here only when something new of theirs arrives.");
    put(Word::help_periods,
        "Mỗi dòng là một biểu mẫu trong nửa năm: có bao nhiêu phiếu, còn bao nhiêu chờ kiểm tra, đã khóa ở mấy đơn vị. "
        "“Chưa khóa” là kỳ đã qua mà vẫn mở. Chạm một dòng để xem còn thiếu gì; mỗi số mở danh sách của nó. "
        "Khóa kỳ cho cả địa bàn thì máy hỏi lại và kể những gì còn thiếu; mở lại lúc nào cũng được, có lý do. "
        "Khóa không chặn ai ghi: điều ghi muộn vẫn lưu và hiện là “bổ sung kỳ trước”.",
        "Each line is a form in a half year: how many records, how many to be checked, in how many units it is locked. "
        "“Open” is a period that is over and not locked. Tap a line to see what is missing; each number opens its "
        "list. "
        "Before a whole area is locked you are told what is missing; it can be reopened at any time, with a reason. "
        "A lock stops nobody: what comes late is kept and shows as a late addition.");
    put(Word::help_report_records,
        "Những phiếu tạo nên số vừa chạm. Chạm một phiếu để mở; quay lại thì về đúng chỗ trong bảng. "
        "“góp 12” là phiếu ấy cộng 12 vào số. Việc xem danh sách này được ghi vào nhật ký như một lần tìm. "
        "“Lưu thành tệp” ghi đúng các phiếu này, mỗi biểu mẫu một tệp, khi vai trò của bạn được xuất.",
        "The records that make up the number you tapped. Tap one to open it; going back leads to the same place in "
        "the table. “adds 12” means that the record adds 12 to the number. Looking at this list is noted like a "
        "search. “Save as a file” writes just these records, one file for each form, where your role exports them.");
    put(Word::help_report_chart,
        "Một chỉ tiêu của báo cáo, vẽ theo đơn vị và qua các kỳ. Vạch đứng hay gạch ngang màu đậm là mục tiêu. "
        "Số ghi ở mỗi cột là số trong bảng; số bị ẩn thì không vẽ.",
        "One figure of the report, by unit and over the periods. The dark mark is the target. The numbers are those of "
        "the table; hidden ones are not drawn.");
    put(Word::help_versions,
        "Báo cáo nộp lên trên được chốt ở máy chủ của huyện; bản đã chốt không đổi nữa, dù sau này ghi thêm gì. "
        "Sau khi chốt thì kiểm tra rồi ký, người ký phải là người chưa chốt và chưa kiểm tra bản ấy; cuối cùng đánh "
        "dấu "
        "đã gửi. "
        "“So với bản trước” và “So với hiện tại” cho biết dòng nào, đơn vị nào đổi từ số nào sang số nào. "
        "“Lưu tệp” ghi đúng bản đã chốt ra Excel, Word hay CSV. "
        "Việc này cần mạng đến máy chủ của huyện; mất mạng giữa chừng thì hỏi lại, không bị trùng.",
        "The report that is handed in is frozen at the district's server; a frozen version does not change, whatever "
        "is written later. "
        "Once it is frozen it is checked and signed, by somebody who has neither frozen nor checked it; then it is "
        "marked "
        "as sent. "
        "“Compare” says which row and unit has changed from what to what. "
        "“Save a file” writes the frozen version as Excel, Word or CSV. "
        "It needs a network to the district's server; if the line breaks, ask again, nothing is done twice.");
    put(Word::help_report,
        "Chọn báo cáo, rồi địa bàn và kỳ; máy đếm các phiếu của máy này, quay lại thì thôi đếm. "
        "“-” là không có gì để chia; “<5*” là số nhỏ được ẩn để không ai nhận ra một người. "
        "Chạm một số có gạch chân để xem các phiếu tạo nên nó; chạm một tên có mũi tên (của dòng, hay của nhóm cột) để "
        "xem biểu đồ. "
        "“Lưu thành tệp” ghi đúng các số đang hiện ra Excel, Word hay CSV. "
        "Số của huyện nộp lên vẫn là số lập trên máy chủ, vì ở đó có mọi phiếu.",
        "Choose a report, then the area and the period; the records on this device are counted, going back ends it. "
        "“-” means that there is nothing to divide by; “<5*” is a small number that is hidden so that nobody is "
        "recognised. "
        "Tap an underlined number to see the records that make it up, or a name with an arrow (of a row or of columns) "
        "for its chart. "
        "“Save as a file” writes the figures that are shown as Excel, Word or CSV. "
        "What the district hands in is made on the server, because all records are there.");
    put(Word::help_conflicts,
        "Khi hai người ghi khác nhau về cùng một điều, máy giữ cả hai. "
        "Chạm một dòng để xem ai ghi gì, rồi chọn. "
        "Không chắc thì để đó và hỏi lại; không giá trị nào bị mất.",
        "When two people wrote different things, both are kept. "
        "Tap a line to see who wrote what, and choose. "
        "If you are not sure, leave it and ask; no value is lost.");
    put(Word::help_duplicate,
        "Hai cột là hai phiếu trong sổ có thể của cùng một người. "
        "Mục nào khác nhau thì in đậm và ghi “khác”. "
        "Chọn “Cùng một người” thì báo cáo chỉ đếm một lần; cả hai phiếu vẫn còn. "
        "Chọn “Hai người khác nhau” thì không hỏi lại nữa.",
        "The two columns are two records that may mean one person. "
        "What differs is bold and says so. "
        "With \"One person\" reports count once; both records stay. "
        "With \"Two people\" nobody is asked again.");
    put(Word::help_conflict,
        "Mỗi ô là một giá trị, có người ghi và thời điểm. "
        "Chọn giá trị đúng, hoặc nhập giá trị khác. "
        "Giá trị không được chọn vẫn nằm trong lịch sử. "
        "Các máy khác nhận quyết định này ở lần đồng bộ tới.",
        "Each box is one value, with who wrote it and when. "
        "Take the right one, or type another. "
        "Values that are not taken stay in the history. "
        "Other devices get the decision at their next sync.");
    put(Word::help_sync,
        "Chạm “Đồng bộ ngay” khi có mạng: máy gửi những gì chờ gửi và nhận cái mới. "
        "Mất mạng giữa chừng thì không sao, lần sau gửi tiếp. "
        "Không có mạng nhiều ngày thì dùng “Giao bằng USB”.",
        "Tap “Sync now” when there is a network: the device sends what waits and receives what is new. "
        "If the line breaks nothing is lost, the next sync goes on. "
        "Without a network for days, use “By USB stick”.");
    put(Word::help_hand_over,
        "Cắm USB, chọn nơi ghi rồi chạm “Ghi tệp”. "
        "Tệp đã khóa, chỉ huyện mở được; rơi mất USB cũng không lộ tên ai. "
        "Dữ liệu vẫn còn trên máy này cho đến khi huyện nhận. "
        "Ở dưới: nhận giúp tệp của máy khác để chuyển lên huyện.",
        "Plug the stick in, choose where to write and tap “Write the file”. "
        "The file is locked and only the district can open it; a lost stick tells nothing about anybody. "
        "Everything stays on this device until the district has it. "
        "Below: take in files of other devices and hand them on.");
    put(Word::help_files,
        "Chọn thư mục rồi chạm tệp muốn đính kèm. "
        "Tệp được chép vào máy và khóa cùng phiếu, tệp gốc vẫn ở chỗ cũ. "
        "Ảnh được thu nhỏ và bỏ thông tin nơi chụp.",
        "Open a folder and tap the file to attach. "
        "It is copied and locked together with the form; the original stays where it is. "
        "Photos are made smaller and lose where they were taken.");
    put(Word::help_print,
        "Chương trình ghi một tệp mà trình duyệt nào cũng mở và in được trên giấy A4. "
        "Chọn USB hay thư mục trên máy rồi chạm “Ghi tệp để in”; sau đó mở tệp trên máy có máy in và chọn In. "
        "Tệp không được mã hóa: phiếu đã ghi nói về một người thì in xong hãy xóa tệp.",
        "The program writes a file that any browser opens and prints on A4. "
        "Choose a stick or a folder of this device and tap “Write the file to print”; then open it on a computer with "
        "a printer and choose Print. "
        "The file is not encrypted: delete it after printing when it speaks of a person.");
    put(Word::help_pad,
        "Ký hoặc vẽ bằng ngón tay, bút cảm ứng hay chuột vào khung. "
        "Nhầm thì chạm “Bỏ nét cuối” hoặc “Xóa hết”; xong thì chạm “Giữ lại”. "
        "Chữ ký được giữ như một ảnh trong phiếu và đi cùng phiếu khi đồng bộ.",
        "Sign or draw on the sheet with a finger, a pen or the mouse. "
        "Tap “Undo last line” or “Clear all” when it went wrong, and “Keep” when it is done. "
        "The signature is kept as a picture in the form and goes along when it is sent.");
    put(Word::help_areas,
        "Chạm tỉnh, huyện rồi xã, hoặc gõ vài chữ của tên xã, không cần dấu. "
        "Dòng nhỏ bên dưới cho biết xã ấy thuộc đâu. "
        "Nơi đã sáp nhập vẫn chọn được, có ghi ngày hết hiệu lực.",
        "Tap the province, the district and then the commune, or type some letters of its name without marks. "
        "The small line below says where it lies. "
        "Areas that were merged can still be chosen; they say until when they were in force.");
    put(Word::help_card,
        "Máy quét đọc mã QR trên thẻ và gõ vào ô này; không chụp ảnh thẻ và không giữ mã. "
        "Xem lại những gì đọc được rồi mới chạm “Điền vào phiếu”; trước đó phiếu chưa thay đổi. "
        "Máy báo sai thì quét lại, hoặc quay lại và gõ tay. "
        "Điền nhầm thẻ thì chạm “Hoàn tác” trong phiếu.",
        "The scanner reads the code on the card and types it here; no picture is taken and the code is not kept. "
        "Look at what was read before you tap “Fill in the form”; until then the form is unchanged. "
        "When something is wrong, scan again, or go back and type by hand. "
        "After a wrong card tap “Undo” in the form.");
    put(Word::help_settings,
        "Chọn gì có hiệu lực ngay và được nhớ cho riêng bạn trên máy này. "
        "Ra nắng thì chọn “Ngoài nắng”, buổi tối hoặc trên xe chọn “Ban đêm”. "
        "“Từng câu một” cho mỗi câu hỏi chữ to, dễ đọc thành tiếng.",
        "What you choose holds at once and is remembered for you on this device. "
        "Choose “Sunlight” outside, “Night” in the evening or in a car. "
        "“One question at a time” shows each question large, easy to read aloud.");
}

}  // namespace nuong::client::words
