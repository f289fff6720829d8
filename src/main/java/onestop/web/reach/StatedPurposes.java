package onestop.web.reach;

import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import onestop.conduct.Lookup;
import onestop.conduct.LookupPurpose;
import onestop.kernel.DossierCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The purposes that a reader has stated in this session, dossier by dossier. A purpose holds for
 * {@code onestop.web.purpose-holds}, so that a dossier's letter and papers open without another
 * question; all end with the session.
 */
@Component
public final class StatedPurposes {
  private static final String ATTRIBUTE = StatedPurposes.class.getName();
  private static final int MOST = 200;

  private final Clock clock;
  private final Duration holds;

  StatedPurposes(Clock clock, @Value("${onestop.web.purpose-holds:15m}") Duration holds) {
    this.clock = clock;
    this.holds = holds;
  }

  private record StatedPurpose(LookupPurpose purpose, String text, Instant until)
      implements Serializable {
    @Serial private static final long serialVersionUID = 1L;
  }

  /** The purpose stated for that dossier, if it still holds. */
  Optional<Lookup.Stated> of(HttpSession session, DossierCode dossier) {
    StatedPurpose held = held(session).get(dossier.value());
    return held == null || held.until().isBefore(clock.instant())
        ? Optional.empty()
        : Optional.of(new Lookup.Stated(held.purpose(), held.text()));
  }

  /** Stores a stated purpose; beyond a limit, the oldest purposes are removed. */
  public void state(HttpSession session, DossierCode dossier, Lookup.Stated stated) {
    LinkedHashMap<String, StatedPurpose> all = new LinkedHashMap<>(held(session));
    all.remove(dossier.value());
    all.put(
        dossier.value(),
        new StatedPurpose(stated.purpose(), stated.text(), clock.instant().plus(holds)));
    while (all.size() > MOST) {
      all.remove(all.keySet().iterator().next());
    }
    session.setAttribute(ATTRIBUTE, all);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, StatedPurpose> held(HttpSession session) {
    Object kept = session.getAttribute(ATTRIBUTE);
    return kept instanceof Map<?, ?> map ? (Map<String, StatedPurpose>) map : Map.of();
  }
}
