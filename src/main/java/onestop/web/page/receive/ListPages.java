package onestop.web.page.receive;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.lists.ApplicantList;
import onestop.desk.lists.ListFile;
import onestop.desk.lists.ListOrder;
import onestop.desk.lists.ListReceiving;
import onestop.desk.lists.ListRow;
import onestop.desk.papers.ReceiptBundles;
import onestop.desk.receiving.Competence;
import onestop.desk.receiving.ReceivingCounter;
import onestop.dossiers.life.ReturnBy;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import onestop.procedures.Procedure;
import onestop.web.download.EmptyList;
import onestop.web.download.FileAnswer;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;

/**
 * The counter: many applicants of one procedure from a spreadsheet. The list is kept by the page
 * between its preview and its confirmation. A browser without scripts confirms it in one form; a
 * script sends it in portions first and shows how far it is, and then the whole for the summary.
 */
@Controller
@RequestMapping("/receive/{procedure}/list")
@PersonalData(Of.LISTED)
class ListPages {
  private final ListReceiving lists;
  private final ReceivingCounter counter;
  private final Competence competence;
  private final Catalogue catalogue;
  private final ReceiveWords words;
  private final ReceiptBundles bundles;

  ListPages(
      ListReceiving lists,
      ReceivingCounter counter,
      Competence competence,
      Catalogue catalogue,
      ReceiveWords words,
      ReceiptBundles bundles) {
    this.lists = lists;
    this.counter = counter;
    this.competence = competence;
    this.catalogue = catalogue;
    this.words = words;
    this.bundles = bundles;
  }

  /**
   * The fields beside the file.
   *
   * @param list the list as the page keeps it
   * @param day the day on which it was first shown
   * @param from the first row of a portion that a script sends, or the first receipt of a bundle,
   *     from 0
   */
  record Typed(
      @Nullable String list,
      @Nullable String resolving,
      @Nullable String returnBy,
      @Nullable String day,
      @Nullable Integer from) {
    String kept() {
      return Objects.requireNonNullElse(list, "");
    }
  }

  /** How far a portion got. */
  record Progress(int done, int missed) {}

  /** The rows of a portion. */
  private static final int PORTION = 100;

  @GetMapping
  String open(
      @PathVariable String procedure, @AuthenticationPrincipal SignedIn reader, Model model) {
    return show(procedure, new Typed(null, null, null, null, null), reader, model);
  }

  @PersonalData(Of.NOBODY)
  @GetMapping("/template.{kind:xlsx|csv}")
  ResponseEntity<byte[]> template(@PathVariable String procedure, @PathVariable String kind) {
    return EmptyList.of(lists.columns(procedure), procedure, kind);
  }

  @PostMapping("/check")
  String check(
      @PathVariable String procedure,
      @ModelAttribute Typed typed,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @AuthenticationPrincipal SignedIn reader,
      Locale locale,
      Model model)
      throws IOException {
    try {
      ApplicantList list = ListFile.read(file == null ? new byte[0] : file.getBytes());
      ListOrder order = order(procedure, typed, reader);
      List<ListRow> rows = lists.check(list, order, reader.caller());
      model.addAttribute("rows", words.rows(rows, locale));
      model.addAttribute("counts", ListCounts.of(rows));
      model.addAttribute("kept", list.packed());
      model.addAttribute("order", order);
      model.addAttribute("due", counter.forecast(procedure, order.resolving()));
    } catch (Failure failure) {
      model.addAttribute("refused", words.sentence(failure, locale));
    }
    return show(procedure, typed, reader, model);
  }

  @PostMapping("/confirm")
  String confirm(
      @PathVariable String procedure,
      @ModelAttribute Typed typed,
      @AuthenticationPrincipal SignedIn reader,
      Locale locale,
      Model model) {
    try {
      ListOrder order = order(procedure, typed, reader);
      List<ListRow> rows = lists.receive(checked(order, typed, reader), reader.caller());
      ListCounts counts = ListCounts.of(rows);
      model.addAttribute("rows", words.rows(rows, locale));
      model.addAttribute("counts", counts);
      model.addAttribute("kept", typed.kept());
      model.addAttribute("order", order);
      model.addAttribute("received", true);
      if (counts.received() == 0) {
        model.addAttribute("refused", words.text("receive.list.none-received"));
      }
    } catch (Failure failure) {
      model.addAttribute("refused", words.sentence(failure, locale));
    }
    return show(procedure, typed, reader, model);
  }

  /** Receives a portion for the script of the page, which asks for the summary at the end. */
  @PersonalData(Of.NOBODY)
  @PostMapping(path = "/confirm", params = "from")
  @ResponseBody
  Progress portion(
      @PathVariable String procedure,
      @ModelAttribute Typed typed,
      @AuthenticationPrincipal SignedIn reader) {
    List<ListRow> rows = checked(order(procedure, typed, reader), typed, reader);
    int from = Math.min(Math.max(Objects.requireNonNullElse(typed.from(), 0), 0), rows.size());
    List<ListRow> portion = rows.subList(from, Math.min(rows.size(), from + PORTION));
    ListCounts counts = ListCounts.of(lists.receive(portion, reader.caller()));
    return new Progress(counts.received(), counts.wrong());
  }

  /** A bundle of the receipts of the list's rows that were received. */
  @PostMapping("/receipts.pdf")
  ResponseEntity<byte[]> receipts(
      @PathVariable String procedure,
      @ModelAttribute Typed typed,
      @AuthenticationPrincipal SignedIn reader) {
    List<DossierCode> codes =
        checked(order(procedure, typed, reader), typed, reader).stream()
            .map(ListRow::earlier)
            .filter(Objects::nonNull)
            .skip(Math.max(Objects.requireNonNullElse(typed.from(), 0), 0))
            .limit(ListCounts.RECEIPTS)
            .toList();
    return FileAnswer.of("giay-tiep-nhan", bundles.print(codes));
  }

  private List<ListRow> checked(ListOrder order, Typed typed, SignedIn reader) {
    return lists.check(ApplicantList.unpacked(typed.kept()), order, reader.caller());
  }

  private ListOrder order(String procedure, Typed typed, SignedIn reader) {
    AgencyCode chosen = Choices.agency(typed.resolving());
    AgencyCode resolving = chosen == null ? proposed(procedure, reader) : chosen;
    counter.forecast(procedure, resolving); // an agency that there is
    ReturnBy returnBy = Choices.of(ReturnBy.class, typed.returnBy());
    LocalDate day = Choices.day(typed.day());
    return new ListOrder(
        procedure,
        resolving,
        returnBy == null ? ReturnBy.DESK : returnBy,
        day == null ? lists.today() : day);
  }

  private AgencyCode proposed(String procedure, SignedIn reader) {
    return competence.proposed(catalogue.current(procedure), reader.officer().agency());
  }

  private String show(String procedure, Typed typed, SignedIn reader, Model model) {
    Procedure version = catalogue.current(procedure);
    model.addAttribute("procedure", version);
    model.addAttribute("name", words.name(version));
    model.addAttribute("agencies", words.agencies());
    model.addAttribute("returns", List.of(ReturnBy.values()));
    model.addAttribute("most", ApplicantList.MOST);
    model.addAttribute("megabytes", ListFile.LARGEST / 1024 / 1024);
    String resolving = Choices.orNull(typed.resolving());
    model.addAttribute(
        "resolving", resolving == null ? proposed(procedure, reader).value() : resolving);
    model.addAttribute("returnBy", typed.returnBy());
    return "receive-list";
  }
}
