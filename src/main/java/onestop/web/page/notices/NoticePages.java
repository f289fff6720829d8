package onestop.web.page.notices;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import onestop.desk.notices.Bell;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.notices.MailChoice;
import onestop.notices.MailChoice.When;
import onestop.notices.Notice;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.words.Paths;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/** What the reader is told, and whether it is mailed too. */
@Controller
@PersonalData(Of.NOBODY)
class NoticePages {
  private static final String LIST = "/notices";
  private static final String CHOICE = "/account/notices";

  private final Bell bell;
  private final Names names;
  private final Problems problems;

  NoticePages(Bell bell, Names names, Problems problems) {
    this.bell = bell;
    this.names = names;
    this.problems = problems;
  }

  /** A notice in words. */
  record Row(long no, String text, @Nullable String code, Instant at, boolean unread) {}

  @GetMapping(LIST)
  String list(@AuthenticationPrincipal SignedIn reader, Model model) {
    List<Row> rows = bell.of(reader.caller()).stream().map(this::row).toList();
    model.addAttribute("rows", rows);
    model.addAttribute("last", rows.stream().mapToLong(Row::no).max().orElse(0));
    model.addAttribute("fresh", rows.stream().anyMatch(Row::unread));
    return "notices";
  }

  private Row row(Notice notice) {
    DossierCode dossier = notice.dossier();
    OfficerId by = notice.by();
    String detail =
        notice.kind() == Notice.Kind.ESCALATED
            ? names.text("mark." + notice.detail())
            : notice.detail();
    return new Row(
        notice.id(),
        names.text("notice." + notice.kind().name(), by == null ? "" : names.officer(by), detail),
        dossier == null ? null : dossier.value(),
        notice.at(),
        notice.readAt() == null);
  }

  /** Opens what a notice is about; it is read then. */
  @PostMapping(LIST + "/{no}/open")
  String open(
      @PathVariable long no, @AuthenticationPrincipal SignedIn reader, RedirectAttributes next) {
    try {
      Notice notice = bell.read(no, reader.caller());
      return Paths.redirectTo(bell.item(notice).map(id -> "/my-work/" + id).orElse(place(notice)));
    } catch (Failure failure) {
      next.addFlashAttribute(
          "refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      return "redirect:" + LIST;
    }
  }

  private static String place(Notice notice) {
    DossierCode code = notice.dossier();
    String dossier =
        code == null
            ? LIST
            : "/dossiers/" + UriUtils.encodePathSegment(code.value(), StandardCharsets.UTF_8);
    return switch (notice.kind()) {
      case WORK_GIVEN, WORK_RETURNED, REMINDED, ESCALATED -> dossier;
      case MENTIONED, NOTE_DUE -> dossier + "#note-" + notice.detail();
      case OPINION_ASKED, OPINION_REMINDED ->
          code == null
              ? LIST
              : "/opinions/"
                  + UriUtils.encodePathSegment(code.value(), StandardCharsets.UTF_8)
                  + "/"
                  + notice.detail();
      case OPINION_WITHDRAWN -> "/opinions";
      case OPINION_PASSED_ON, OPINION_GIVEN, OPINION_LAPSED ->
          dossier + "#opinion-" + notice.detail();
      case LETTERS_DUE -> "/letters";
      case ABSENCE, ABSENCE_ENDED -> "/absences";
    };
  }

  /** Marks everything that the list has shown as read. */
  @PostMapping(LIST + "/read")
  String read(
      @RequestParam(defaultValue = "0") long last, @AuthenticationPrincipal SignedIn reader) {
    bell.readUpTo(last, reader.caller());
    return "redirect:" + LIST;
  }

  @GetMapping(CHOICE)
  String choice(@AuthenticationPrincipal SignedIn reader, Model model) {
    MailChoice choice = bell.choice(reader.caller());
    String address = choice.address();
    return choice(choice.when().name(), address == null ? "" : address, model);
  }

  private static String choice(@Nullable String when, String address, Model model) {
    model.addAttribute("chosen", when);
    model.addAttribute("address", address);
    model.addAttribute("whens", When.values());
    return "account-notices";
  }

  @PostMapping(CHOICE)
  String choose(
      @RequestParam(required = false) @Nullable String when,
      @RequestParam(defaultValue = "") String address,
      @AuthenticationPrincipal SignedIn reader,
      HttpServletResponse response,
      RedirectAttributes next,
      Model model,
      Locale locale) {
    try {
      When chosen = Choices.of(When.class, when);
      bell.choose(
          chosen == null ? When.OFF : chosen, address, locale.getLanguage(), reader.caller());
      next.addFlashAttribute("said", names.text("notice.choice.said"));
      return "redirect:" + CHOICE;
    } catch (Failure refused) {
      String sentence = problems.sentence(refused, locale);
      model.addAttribute("refused", sentence);
      model.addAttribute("wrong", Map.of("address", sentence));
      response.setStatus(problems.status(refused));
      return choice(
          when == null ? null : when.toUpperCase(Locale.ROOT).replace('-', '_'), address, model);
    }
  }
}
