package onestop.web.download;

import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.agencies.Agencies;
import onestop.agencies.Agency;
import onestop.desk.ledger.LedgerQuery;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.web.login.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The lines at the end of an exported ledger: the filter, the moment and the reader. */
@Component
final class LedgerOrigin {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

  private final Agencies agencies;
  private final MessageSource messages;
  private final Clock clock;

  LedgerOrigin(Agencies agencies, MessageSource messages, Clock clock) {
    this.agencies = agencies;
    this.messages = messages;
    this.clock = clock;
  }

  /** The lines, in the reader's language. */
  List<String> of(LedgerQuery query, SignedIn reader) {
    List<String> chosen = new ArrayList<>();
    add(chosen, "browser.opened-in", query.period());
    String agency = query.agency();
    add(
        chosen,
        "browser.column.agency",
        agency == null || agency.isBlank() ? null : agency(new AgencyCode(agency.strip())));
    add(chosen, "browser.column.procedure", query.procedure());
    add(chosen, "browser.column.cause", word("browser.cause.", query.cause()));
    add(chosen, "browser.lateness", word("browser.delay.", query.lateness()));
    add(chosen, "browser.column.outcome", word("browser.outcome.", query.outcome()));
    return List.of(
        chosen.isEmpty()
            ? text("browser.export.all")
            : text("browser.export.filter", String.join("; ", chosen)),
        text("browser.export.moment", clock.instant().atZone(clock.getZone()).format(MOMENT)),
        text("browser.export.who", reader.officer().name(), agency(reader.officer().agency())));
  }

  /** The name of an agency; its code where it is not on record. */
  String agency(AgencyCode code) {
    try {
      return agencies.find(code).map(LedgerOrigin::name).orElse(code.value());
    } catch (Failure unknown) {
      return code.value();
    }
  }

  private static String name(Agency agency) {
    return LocaleContextHolder.getLocale().getLanguage().equals("en")
        ? agency.nameEn()
        : agency.nameVi();
  }

  private void add(List<String> chosen, String label, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      chosen.add(text("browser.export.choice", text(label), value.strip()));
    }
  }

  private @Nullable String word(String prefix, @Nullable String value) {
    return value == null || value.isBlank()
        ? null
        : text(prefix + value.strip().toUpperCase(Locale.ROOT));
  }

  private String text(String key, Object... values) {
    return messages.getMessage(key, values, LocaleContextHolder.getLocale());
  }
}
