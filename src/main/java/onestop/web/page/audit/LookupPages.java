package onestop.web.page.audit;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import onestop.conduct.Lookup;
import onestop.conduct.LookupPurpose;
import onestop.conduct.Lookups;
import onestop.desk.figures.RecordedLookups;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.reach.StatedPurposes;
import onestop.web.words.Paths;
import onestop.web.words.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form for stating a purpose, and the list of look-ups: an auditor sees those within reach. */
@Controller
@RequestMapping("/audit")
@PersonalData(Of.NOBODY)
class LookupPages {
  private static final int ROWS = 50;

  /** The first parts of the paths that ask for a purpose. */
  private static final Set<String> ASKING = Set.of("dossiers", "letters", "audit", "my-work");

  private final RecordedLookups lookups;
  private final StatedPurposes purposes;
  private final Names names;
  private final Problems problems;

  LookupPages(RecordedLookups lookups, StatedPurposes purposes, Names names, Problems problems) {
    this.lookups = lookups;
    this.purposes = purposes;
    this.names = names;
    this.problems = problems;
  }

  /** A typed purpose for one dossier, with the page of the dossier to open next. */
  record Form(
      String dossier, @Nullable String to, @Nullable String purpose, @Nullable String text) {}

  /** A look-up in the reader's words. */
  record LookupRow(
      long id,
      Instant at,
      String who,
      String place,
      String code,
      String what,
      String purpose,
      String text) {}

  @GetMapping("/purpose")
  @PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY')")
  String purpose(@ModelAttribute Form form, Model model) {
    return show(form, model);
  }

  @PostMapping("/purpose")
  @PreAuthorize("hasAnyRole('AUDITOR', 'HEAD_OF_AGENCY')")
  String state(@ModelAttribute Form form, HttpSession session, Model model) {
    try {
      DossierCode code = new DossierCode(form.dossier());
      purposes.state(session, code, Lookups.stated(form.purpose(), form.text()));
      return Paths.redirectTo(ownPath(form.to(), code));
    } catch (Failure failure) {
      model.addAttribute("refused", problems.sentence(failure, LocaleContextHolder.getLocale()));
      return show(form, model);
    }
  }

  private String show(Form form, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("purposes", LookupPurpose.STATED);
    model.addAttribute("longest", Lookup.MAX_TEXT);
    return "audit-purpose";
  }

  /**
   * The given path if it is a page of this site for dossiers or letters; otherwise the dossier's
   * page.
   */
  private static String ownPath(@Nullable String to, DossierCode code) {
    return to != null && Paths.isOwn(to) && ASKING.contains(to.split("[/?#]", 3)[1])
        ? to
        : "/dossiers/" + code.value();
  }

  @GetMapping("/lookups")
  @PreAuthorize("hasAnyRole('AUDITOR', 'ADMINISTRATOR')")
  String list(
      @RequestParam(required = false) @Nullable String auditor,
      @RequestParam(required = false) @Nullable String dossier,
      @RequestParam(required = false) @Nullable Long before,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    String who = Choices.orNull(auditor);
    String code = Choices.orNull(dossier);
    RecordedLookups.Part found =
        lookups.list(
            new RecordedLookups.Query(
                who == null ? null : new OfficerId(who.toLowerCase(Locale.ROOT)),
                code == null ? null : new DossierCode(code),
                before),
            ROWS,
            reader.caller());
    model.addAttribute("rows", found.lookups().stream().map(this::row).toList());
    model.addAttribute("auditor", who);
    model.addAttribute("dossier", code);
    model.addAttribute("next", found.next());
    return "audit-lookups";
  }

  private LookupRow row(Lookup lookup) {
    return new LookupRow(
        lookup.id(),
        lookup.at(),
        names.officer(lookup.auditor().id()),
        names.agency(lookup.auditor().agency()),
        lookup.dossier().value(),
        names.text("lookup.what." + lookup.what().name()),
        names.text("lookup.purpose." + lookup.stated().purpose().name()),
        lookup.stated().text());
  }
}
