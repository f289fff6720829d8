package onestop.conduct;

import static onestop.conduct.TraitRows.WHOSE;
import static onestop.conduct.TraitRows.agency;
import static onestop.conduct.TraitRows.at;
import static onestop.conduct.TraitRows.code;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import onestop.conduct.Traits.Look;
import onestop.conduct.Traits.TraitLine;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import org.springframework.stereotype.Component;

/** The facts that concern several dossiers together. */
@Component
class CrowdTraits {
  /** Longer than the office hours of any day, and so longer than any run of results. */
  private static final Duration A_RUN = Duration.ofDays(1);

  private final TraitRows rows;
  private final TraitSettings settings;
  private final ZoneId zone;

  CrowdTraits(TraitRows rows, TraitSettings settings, ZoneId zone) {
    this.rows = rows;
    this.settings = settings;
    this.zone = zone;
  }

  /**
   * Values: the number of dossiers that one officer resolved, the first moment, the last moment.
   */
  List<TraitLine> closedTogether(Look asked) {
    // a run does not end with the period: its neighbours on both sides decide what belongs to it
    Look look = new Look(asked.from().minus(A_RUN), asked.to().plus(A_RUN), asked.agency());
    Together together = new Together(settings.together(), settings.togetherWithin());
    rows.ask(
            rows.reading("dossier_event", "dossier"),
            """
            select e.dossier_code, d.resolving_agency, e.actor, e.at
             from dossier_event e join dossier d on d.dossier_code = e.dossier_code
             where e.kind = 'RESOLVED' and e.actor_kind = 'OFFICER'
               and d.resolved_at >= :from and d.resolved_at < :to
            """
                + WHOSE
                + " order by e.actor, e.at, e.dossier_code",
            look)
        .query(
            rs -> {
              together.add(
                  rs.getString("actor"), new Together.One(code(rs), agency(rs), at(rs, "at")));
            });
    return within(asked, together.end());
  }

  /** The lines that lie in the period asked about. */
  private static List<TraitLine> within(Look look, List<TraitLine> lines) {
    return lines.stream()
        .filter(line -> !line.at().isBefore(look.from()) && line.at().isBefore(look.to()))
        .toList();
  }

  /**
   * Finds runs: each dossier that lies in a stretch of the given length with at least the given
   * number of dossiers of the same officer. Overlapping runs are one run.
   */
  private static final class Together {
    private final int least;
    private final Duration within;
    private final Deque<One> window = new ArrayDeque<>();
    private final Set<One> run = new LinkedHashSet<>();
    private final List<TraitLine> lines = new ArrayList<>();
    private String officer = "";

    Together(int least, Duration within) {
      this.least = least;
      this.within = within;
    }

    record One(DossierCode dossier, AgencyCode agency, Instant at) {}

    void add(String by, One one) {
      if (!by.equals(officer)) {
        finish();
        window.clear();
        officer = by;
      }
      window.addLast(one);
      while (Duration.between(window.getFirst().at(), one.at()).compareTo(within) > 0) {
        window.removeFirst();
      }
      if (window.size() >= least) {
        if (!run.contains(window.getFirst())) {
          finish();
        }
        run.addAll(window);
      }
    }

    List<TraitLine> end() {
      finish();
      return lines;
    }

    private void finish() {
      if (!run.isEmpty()) {
        List<One> all = List.copyOf(run);
        Instant from = all.get(0).at();
        Instant to = all.get(all.size() - 1).at();
        all.forEach(
            one ->
                lines.add(
                    new TraitLine(
                        one.dossier(), one.agency(), one.at(), List.of(all.size(), from, to))));
        run.clear();
      }
    }
  }

  /** Values: the code of the new dossier, the moment of its receipt. The applicant is not named. */
  List<TraitLine> withdrawnAndAgain(Look look) {
    List<TraitLine> lines = new ArrayList<>();
    rows.ask(
            rows.reading("dossier"),
            """
            select d.dossier_code, d.resolving_agency, d.ended_at, n.dossier_code as again,
              n.received_at as again_at
             from dossier d join dossier n on n.procedure_code = d.procedure_code
              and n.received_at >= d.ended_at and n.dossier_code <> d.dossier_code
              and n.parent_code is null
              and (n.applicant_id_number = d.applicant_id_number
                or (d.applicant_id_number is null or n.applicant_id_number is null)
                  and lower(n.applicant_name) = lower(d.applicant_name)
                  and coalesce(n.applicant_phone, '') = coalesce(d.applicant_phone, ''))
             where d.state = 'WITHDRAWN' and d.parent_code is null
               and d.ended_at >= :from and d.ended_at < :to
            """
                + WHOSE
                + " order by d.dossier_code, n.received_at, n.dossier_code",
            look)
        .query(
            rs -> {
              DossierCode withdrawn = code(rs);
              Duration between = Duration.between(at(rs, "ended_at"), at(rs, "again_at"));
              boolean first =
                  lines.isEmpty() || !lines.get(lines.size() - 1).dossier().equals(withdrawn);
              if (first && between.compareTo(settings.againWithin()) <= 0) {
                lines.add(
                    new TraitLine(
                        withdrawn,
                        agency(rs),
                        at(rs, "ended_at"),
                        List.of(rs.getString("again"), at(rs, "again_at"))));
              }
            });
    return lines;
  }

  /**
   * Values: the number of letters of the agency and calendar year with these words. Letters are
   * counted over the whole year of their issue, however short the listed period, so that a month
   * lists the same letters as its year does. The words themselves are on the letter.
   */
  List<TraitLine> sameWords(Look asked) {
    Look look =
        new Look(newYear(asked.from(), 0), newYear(asked.to().minusMillis(1), 1), asked.agency());
    Map<String, List<TraitLine>> byWords = new LinkedHashMap<>();
    rows.ask(
            rows.reading("apology_obligation", "dossier"),
            """
            select o.dossier_code, d.resolving_agency, o.reason_text, o.issued_at
             from apology_obligation o join dossier d on d.dossier_code = o.dossier_code
             where o.issued_at >= :from and o.issued_at < :to
               and o.reason_text is not null and o.reason_text <> ''
            """
                + WHOSE
                + " order by o.issued_at, o.id",
            look)
        .query(
            rs -> {
              int year = at(rs, "issued_at").atZone(zone).getYear();
              String words = year + "\n" + agency(rs) + "\n" + plain(rs.getString("reason_text"));
              byWords
                  .computeIfAbsent(words, w -> new ArrayList<>())
                  .add(new TraitLine(code(rs), agency(rs), at(rs, "issued_at"), List.of()));
            });
    List<TraitLine> lines = new ArrayList<>();
    for (List<TraitLine> alike : byWords.values()) {
      if (alike.size() >= settings.sameWords()) {
        alike.forEach(
            one ->
                lines.add(
                    new TraitLine(one.dossier(), one.agency(), one.at(), List.of(alike.size()))));
      }
    }
    return within(asked, lines);
  }

  /** The first moment of the year in which that moment lies, plus the given number of years. */
  private Instant newYear(Instant at, int later) {
    int year = at.atZone(zone).getYear() + later;
    return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}]+", " ").strip();
  }
}
