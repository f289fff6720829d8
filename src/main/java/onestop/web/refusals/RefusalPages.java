package onestop.web.refusals;

import java.util.List;
import onestop.desk.papers.CounterSlips;
import onestop.desk.receiving.RefusingCounter;
import onestop.dossiers.refusals.CounterRefusal;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The refusals of the reader's own counter, and their slips. */
@Controller
@PersonalData(Of.LISTED)
class RefusalPages {
  private final RefusingCounter counter;
  private final CounterSlips slips;
  private final Names names;

  RefusalPages(RefusingCounter counter, CounterSlips slips, Names names) {
    this.counter = counter;
    this.slips = slips;
    this.names = names;
  }

  /** A refusal with the names of its procedure and officer. */
  record Row(CounterRefusal refusal, String procedure, String officer) {}

  @GetMapping("/receive/refusals")
  String list(
      @RequestParam(defaultValue = "") String q,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    List<Row> rows =
        counter.find(q, reader.caller()).stream()
            .map(
                one -> new Row(one, names.procedure(one.procedure()), names.officer(one.by().id())))
            .toList();
    model.addAttribute("q", q);
    model.addAttribute("rows", rows);
    return "refusals";
  }

  /** The slip of a refusal, as it was handed out. */
  @GetMapping("/receive/refusals/{year}/{no}.pdf")
  ResponseEntity<byte[]> slip(
      @PathVariable int year, @PathVariable int no, @AuthenticationPrincipal SignedIn reader) {
    return answer(counter.get(year, no, reader.caller()), slips);
  }

  static ResponseEntity<byte[]> answer(CounterRefusal refusal, CounterSlips slips) {
    String name = "tu-choi-" + refusal.place().year() + "-" + refusal.place().no();
    return FileAnswer.of(name, slips.refusal(refusal));
  }
}
