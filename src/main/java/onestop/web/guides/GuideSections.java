package onestop.web.guides;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which section of which guide explains which page. The first row that fits a path counts. */
final class GuideSections {
  /** A section by its guide's name and its anchor. */
  record Section(String guide, String anchor) {
    String address() {
      return "/guides/" + guide + "#" + anchor;
    }
  }

  private record Row(PathPattern pages, Section section) {}

  private static final List<Row> ROWS = new ArrayList<>();

  static {
    row("/login", "citizen", "officers");
    row("/lookup/**", "citizen", "lookup");
    row("/proof/**", "citizen", "proof");
    row("/", "clerk", "overview");
    row("/account/notices", "clerk", "notices");
    row("/account/**", "clerk", "account");
    row("/notices/**", "clerk", "notices");
    row("/absences/**", "clerk", "absence");
    row("/text-blocks/**", "clerk", "blocks");
    row("/search", "clerk", "search");
    row("/mentions/**", "clerk", "notes");
    row("/receive/**", "clerk", "receive");
    row("/fees/**", "clerk", "receive");
    row("/opinions/**", "clerk", "opinions");
    row("/my-work/finish/**", "clerk", "finish");
    row("/my-work/{id}/opinion", "clerk", "opinions");
    row("/my-work", "clerk", "work");
    row("/my-work/**", "clerk", "step");
    row("/letters/**", "clerk", "letters");
    row("/dossiers/**", "clerk", "dossier");
    row("/board/**", "supervisor", "board");
    row("/assignments/**", "supervisor", "assign");
    row("/procedures/**", "designer", "catalogue");
    row("/bench/{process}/versions/{version}/scenarios", "designer", "scenarios");
    row("/bench/{process}/versions/**", "designer", "publish");
    row("/bench/**", "designer", "bench");
    row("/reports/evaluations/**", "auditor", "evaluations");
    row("/reports/**", "auditor", "reports");
    row("/audit/facts/**", "auditor", "facts");
    row("/audit/lookups", "auditor", "lookups");
    row("/audit/purpose", "auditor", "lookups");
    row("/audit/dossiers/**", "auditor", "ledger");
    row("/audit/ledger", "auditor", "ledger");
    row("/audit/**", "auditor", "hearing");
    row("/calendar/**", "operator", "calendar");
    row("/deliveries/**", "operator", "deliveries");
    row("/operations/**", "operator", "operations");
    row("/people/**", "administrator", "people");
    row("/agencies/**", "administrator", "agencies");
  }

  private GuideSections() {}

  private static void row(String pages, String guide, String anchor) {
    ROWS.add(new Row(PathPatternParser.defaultInstance.parse(pages), new Section(guide, anchor)));
  }

  /** The section for the page of a path without its query; empty if none explains it. */
  static Optional<Section> of(String path) {
    PathContainer asked = PathContainer.parsePath(path);
    return ROWS.stream().filter(row -> row.pages().matches(asked)).map(Row::section).findFirst();
  }
}
