package onestop.web.notes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import onestop.desk.notices.Bell;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.notices.MailChoice;
import onestop.notices.MailChoice.When;
import onestop.notices.Notice;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the caller is told. */
@RestController
@RequestMapping("/api/v1/notices")
@PersonalData(Of.NOBODY)
class NoticesApi {
  private final Bell bell;

  NoticesApi(Bell bell) {
    this.bell = bell;
  }

  /**
   * A notice.
   *
   * @param kind for example {@code work-given}
   * @param by the login of the officer who caused it
   * @param detail by kind: a number, a mark, or days
   * @param readAt null until it was read
   */
  record NoticeBody(
      long no,
      String kind,
      @Nullable String dossier,
      @Nullable String by,
      String detail,
      Instant at,
      @Nullable Instant readAt) {
    private static NoticeBody of(Notice notice) {
      DossierCode dossier = notice.dossier();
      OfficerId by = notice.by();
      return new NoticeBody(
          notice.id(),
          word(notice.kind()),
          dossier == null ? null : dossier.value(),
          by == null ? null : by.value(),
          notice.detail(),
          notice.at(),
          notice.readAt());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The newest ones first, at most 100. */
  @GetMapping
  List<NoticeBody> list(@AuthenticationPrincipal SignedIn caller) {
    return bell.of(caller.caller()).stream().map(NoticeBody::of).toList();
  }

  /** Marks a notice as read. */
  @PostMapping("/{no}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable long no, @AuthenticationPrincipal SignedIn caller) {
    bell.read(no, caller.caller());
  }

  /** What was read: every notice up to that one. */
  record ReadBody(@NotNull(message = "{web.field.required}") @Nullable Long last) {}

  /** Marks everything up to a notice as read. */
  @PostMapping(path = "/read", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void readUpTo(@Valid @RequestBody ReadBody body, @AuthenticationPrincipal SignedIn caller) {
    bell.readUpTo(Objects.requireNonNull(body.last()), caller.caller());
  }

  /**
   * The choice of mails.
   *
   * @param when {@code off}, {@code at-once} or {@code daily}
   * @param language {@code vi} or {@code en}; {@code vi} if nothing is said
   */
  record ChoiceBody(
      @NotNull(message = "{web.field.required}") @Nullable String when,
      @Size(max = 254, message = "{web.field.too-long}") @Nullable String address,
      @Size(max = 2, message = "{web.field.too-long}") @Nullable String language) {}

  /** Whether and when the notices are mailed. */
  @GetMapping("/choice")
  ChoiceBody choice(@AuthenticationPrincipal SignedIn caller) {
    MailChoice choice = bell.choice(caller.caller());
    return new ChoiceBody(word(choice.when()), choice.address(), choice.language());
  }

  /** Chooses it. */
  @PutMapping(path = "/choice", consumes = "application/json")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void choose(@Valid @RequestBody ChoiceBody body, @AuthenticationPrincipal SignedIn caller) {
    When when = Choices.of(When.class, body.when());
    bell.choose(
        when == null ? When.OFF : when,
        Objects.requireNonNullElse(body.address(), ""),
        Objects.requireNonNullElse(body.language(), "vi"),
        caller.caller());
  }
}
