package onestop.ledger.verify;

import static onestop.ledger.verify.Json.moment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import onestop.ledger.verify.Report.Finding;

/** An issued letter as its entry tells it; only what is needed, since a year has many. */
record Letter(
    long index, Instant at, Instant issuedAt, Dossier.Dates dates, boolean byHand, String inTime) {

  static Letter of(Entry entry) {
    Dossier.Dates dates =
        new Dossier.Dates(moment(entry.facts(), "dueAt"), moment(entry.facts(), "limitAt"));
    boolean byHand = entry.fact("how").equals("OFFICER");
    Instant issuedAt = moment(entry.facts(), "issuedAt");
    String inTime = entry.fact("inTime").intern();
    return new Letter(entry.index(), entry.at(), issuedAt, dates, byHand, inTime);
  }

  /** Holds the letter against what its dossier's events call for. */
  void judge(Dossier dossier, Dossier.Owed owed, YearCheck.Told told, List<Finding> findings) {
    Duration grace = byHand ? dossier.pack().byHand() : dossier.pack().onSilence();
    boolean never = owed.possibleAt() == Instant.MAX;
    if (this != told.letters.get(0)) {
      find(findings, dossier, "LETTER_TWICE", told.letters.get(0).index());
    }
    if (never && !(byHand && !issuedAt.isAfter(dossier.closedAt))) {
      find(findings, dossier, "LETTER_UNJUSTIFIED", issuedAt);
    }
    Instant earliest = never || byHand ? dossier.receivedAt : owed.possibleAt();
    earliest = told.openedAt.isAfter(earliest) ? told.openedAt : earliest;
    if (issuedAt.isBefore(earliest) || !issuedAt.equals(at)) {
      find(findings, dossier, "LETTER_BACK_DATED", issuedAt, earliest, at);
    }
    if (issuedAt.minus(grace).isAfter(owed.limitAt())) {
      find(findings, dossier, "LETTER_LATE", issuedAt, owed.limitAt());
    }
    if (!inTime.equals(String.valueOf(!issuedAt.minus(grace).isAfter(dates.letterBy())))) {
      find(findings, dossier, "IN_TIME", inTime, issuedAt, dates.letterBy());
    }
    Instant known = told.breachedAt.isBefore(issuedAt) ? told.breachedAt : issuedAt;
    Dossier.Dates computed = dossier.first(known);
    if (dates.dueAt().toEpochMilli() != computed.dueAt().toEpochMilli()) {
      find(findings, dossier, "DUE_DATE", "dueAt", dates.dueAt(), computed.dueAt());
    }
    if (dates.letterBy().toEpochMilli() != computed.letterBy().toEpochMilli()) {
      find(findings, dossier, "DUE_DATE", "limitAt", dates.letterBy(), computed.letterBy());
    }
  }

  private void find(List<Finding> findings, Dossier dossier, String kind, Object... values) {
    findings.add(new Finding(kind, dossier.code(), index, values));
  }
}
