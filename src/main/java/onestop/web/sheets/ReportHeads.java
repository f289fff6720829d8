package onestop.web.sheets;

import static onestop.web.sheets.Sheet.Kind.NUMBER;
import static onestop.web.sheets.Sheet.Kind.SHARE;
import static onestop.web.sheets.Sheet.Kind.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import onestop.reports.CitySummaryColumn;
import onestop.reports.Counts;
import onestop.reports.ReportColumn;
import onestop.reports.ServiceIndexColumn;
import onestop.reports.SettlementColumn;
import onestop.reports.StatutoryReport.Kind;
import onestop.web.sheets.Sheet.Cell;
import onestop.web.sheets.Sheet.Head;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The heads of the forms' tables, and the cells under them. */
@Component
class ReportHeads {
  private static final int COUNT = 9;
  private static final int NAME = 44;
  private static final int MOMENT = 17;

  private final MessageSource messages;

  ReportHeads(MessageSource messages) {
    this.messages = messages;
  }

  List<Head> of(Kind kind, Locale locale) {
    In in = new In(locale);
    return switch (kind) {
      case SETTLEMENT -> settlement(in);
      case CITY_SUMMARY -> citySummary(in);
      case SERVICE_INDEX -> serviceIndex(in);
    };
  }

  /** The numbers of a row, in the order of the columns; a share follows its whole. */
  static List<Cell> cells(Kind kind, Counts counts) {
    List<Cell> cells = new ArrayList<>();
    for (ReportColumn column : kind.columns()) {
      cells.add(new Cell.Number(counts.of(column), column.number()));
      if (column instanceof ServiceIndexColumn of && of.whole() != of) {
        cells.add(share(counts, of, of.whole()));
      }
    }
    return cells;
  }

  private static Cell share(Counts counts, ReportColumn part, ReportColumn whole) {
    return new Cell.Share(counts.of(part), counts.of(whole));
  }

  /** Heads in one language. */
  private final class In {
    private final Locale locale;

    In(Locale locale) {
      this.locale = locale;
    }

    String text(String key) {
      return messages.getMessage("sheet." + key, null, locale);
    }

    Head over(String key, Head... parts) {
      return Head.over(text(key), parts);
    }

    Head count(String key, ReportColumn column) {
      return Head.leaf(text(key), column.number(), COUNT, NUMBER);
    }

    Head words(String key, String number, int width) {
      return Head.leaf(text(key), number, width, TEXT);
    }

    /** The head of a counted column; a rate names its whole. */
    Head counted(String key, ReportColumn column, String share) {
      String of =
          messages.getMessage(
              "sheet.share", new Object[] {((ServiceIndexColumn) column).whole().number()}, locale);
      return over(key, count("count", column), Head.leaf(of, share, COUNT, SHARE));
    }
  }

  private static List<Head> settlement(In in) {
    return List.of(
        in.words("no", "1", 6),
        in.words("field", "2", NAME),
        in.over(
            "received",
            in.count("total", SettlementColumn.RECEIVED),
            in.over(
                "in-period",
                in.count("online", SettlementColumn.RECEIVED_ONLINE),
                in.count("otherwise", SettlementColumn.RECEIVED_OTHERWISE)),
            in.count("carried-over", SettlementColumn.CARRIED_OVER)),
        in.over(
            "settled",
            in.count("total", SettlementColumn.SETTLED),
            in.count("early", SettlementColumn.SETTLED_EARLY),
            in.count("on-time", SettlementColumn.SETTLED_ON_TIME),
            in.count("late", SettlementColumn.SETTLED_LATE)),
        in.over(
            "pending",
            in.count("total", SettlementColumn.PENDING),
            in.count("in-time", SettlementColumn.PENDING_IN_TIME),
            in.count("late", SettlementColumn.PENDING_LATE)));
  }

  private static List<Head> citySummary(In in) {
    return List.of(
        in.words("no", "A", 6),
        in.words("agency", "B", NAME),
        in.over(
            "received",
            in.count("total", CitySummaryColumn.RECEIVED),
            in.over(
                "in-period",
                in.count("desk", CitySummaryColumn.RECEIVED_DESK),
                in.count("online", CitySummaryColumn.RECEIVED_ONLINE),
                in.count("post", CitySummaryColumn.RECEIVED_POST)),
            in.count("carried-over", CitySummaryColumn.CARRIED_OVER)),
        in.over(
            "resolved",
            in.count("total", CitySummaryColumn.RESOLVED),
            in.count("in-or-before-time", CitySummaryColumn.RESOLVED_IN_TIME),
            in.over(
                "late",
                in.count("apologised", CitySummaryColumn.RESOLVED_LATE_APOLOGISED),
                in.count("unapologised", CitySummaryColumn.RESOLVED_LATE_UNAPOLOGISED))),
        in.over(
            "processing",
            in.count("total", CitySummaryColumn.PENDING),
            in.count("not-due", CitySummaryColumn.PENDING_IN_TIME),
            in.over(
                "late",
                in.count("apologised", CitySummaryColumn.PENDING_LATE_APOLOGISED),
                in.count("unapologised", CitySummaryColumn.PENDING_LATE_UNAPOLOGISED))),
        in.count("stopped", CitySummaryColumn.STOPPED),
        in.count("refused", CitySummaryColumn.REFUSED),
        in.count("withdrawn", CitySummaryColumn.WITHDRAWN));
  }

  private static List<Head> serviceIndex(In in) {
    return List.of(
        in.words("no", "A", 6),
        in.words("agency", "B", NAME),
        in.over(
            "in-time-by-law",
            in.count("settled-total", ServiceIndexColumn.SETTLED),
            in.counted("by-original", ServiceIndexColumn.BY_ORIGINAL, "3"),
            in.counted("by-lawful", ServiceIndexColumn.BY_LAWFUL, "5"),
            in.counted("by-current", ServiceIndexColumn.BY_CURRENT, "7")),
        in.over(
            "in-time-by-index",
            in.count("judged", ServiceIndexColumn.JUDGED),
            in.counted("by-original", ServiceIndexColumn.INDEX_ORIGINAL, "10"),
            in.counted("by-current", ServiceIndexColumn.INDEX_CURRENT, "12"),
            in.over(
                "of-which",
                in.count("waiting", ServiceIndexColumn.WAITING),
                in.count("second-request", ServiceIndexColumn.SECOND_REQUEST))));
  }

  List<Head> ofRegister(Locale locale) {
    In in = new In(locale);
    return List.of(
        in.words("no", "1", 7),
        in.words("code", "2", 26),
        in.words("procedure", "3", 34),
        in.words("sets", "4", 10),
        in.words("applicant", "5", 22),
        in.words("address-phone", "6", 28),
        in.words("in-charge", "7", 22),
        in.over(
            "dates",
            in.words("received-on", "8", MOMENT),
            in.words("due-on", "9", MOMENT),
            in.words("returned-on", "10", MOMENT)),
        in.over("handed-over", in.words("how", "11", 14), in.words("signed", "12", 14)),
        in.words("remark", "13", 36));
  }
}
