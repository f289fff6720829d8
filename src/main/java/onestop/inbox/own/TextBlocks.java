package onestop.inbox.own;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import onestop.kernel.AgencyCode;
import onestop.kernel.Failure;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The text blocks of units. Who may keep them is decided by the caller. */
@Service
public class TextBlocks {
  /** As many characters as a text may have. */
  public static final int LONGEST = 2_000;

  /** As many characters as a title may have. */
  public static final int LONGEST_TITLE = 80;

  /** As many blocks as a unit may keep. */
  public static final int MOST = 100;

  private final Sql sql;

  TextBlocks(Sql sql) {
    this.sql = sql;
  }

  /** The blocks of those agencies, by title. */
  @Transactional(readOnly = true)
  public List<TextBlock> of(Collection<AgencyCode> agencies) {
    return sql.client()
        .sql("select * from text_block where agency = any(?) order by title, id")
        .param(Sql.keys(agencies, AgencyCode::value))
        .query(TextBlocks::block)
        .list();
  }

  /**
   * The block of that number.
   *
   * @throws Failure {@code inbox/no-such-block}
   */
  @Transactional(readOnly = true)
  public TextBlock get(long no) {
    return sql.client()
        .sql("select * from text_block where id = ?")
        .param(no)
        .query(TextBlocks::block)
        .optional()
        .orElseThrow(() -> none(no));
  }

  /**
   * The block of that number, if it is of one of those agencies.
   *
   * @throws Failure {@code inbox/no-such-block}
   */
  @Transactional(readOnly = true)
  public TextBlock get(long no, Collection<AgencyCode> agencies) {
    TextBlock block = get(no);
    if (!agencies.contains(block.agency())) {
      throw none(no);
    }
    return block;
  }

  private static Failure none(long no) {
    return Failure.notFound("inbox", "no-such-block", "number", Long.toString(no));
  }

  /**
   * Keeps a new block.
   *
   * @throws Failure {@code inbox/block-title}, {@code inbox/block-text}, {@code inbox/block-field},
   *     {@code inbox/block-known}, each with its {@code field}; {@code inbox/blocks-full}
   */
  @Transactional
  public void add(AgencyCode agency, String title, String text, OfficerId by) {
    String name = title(title);
    String words = text(text);
    if (of(List.of(agency)).size() >= MOST) {
      throw Failure.conflict("inbox", "blocks-full", "max", MOST);
    }
    try {
      sql.client()
          .sql("insert into text_block (agency, title, text, changed_by) values (?, ?, ?, ?)")
          .params(agency.value(), name, words, by.value())
          .update();
    } catch (DuplicateKeyException twin) {
      throw known(name).causedBy(twin);
    }
  }

  /** Changes a block; throws as {@link #add}. */
  @Transactional
  public void change(long no, String title, String text, OfficerId by) {
    String name = title(title);
    String words = text(text);
    try {
      int changed =
          sql.client()
              .sql("update text_block set title = ?, text = ?, changed_by = ? where id = ?")
              .params(name, words, by.value(), no)
              .update();
      if (changed == 0) {
        throw none(no);
      }
    } catch (DuplicateKeyException twin) {
      throw known(name).causedBy(twin);
    }
  }

  private static Failure known(String title) {
    return Failure.conflict("inbox", "block-known", "title", title, "field", "title");
  }

  /** Removes a block; one that is gone already is no mistake. */
  @Transactional
  public void remove(long no) {
    sql.client().sql("delete from text_block where id = ?").param(no).update();
  }

  private static String title(String typed) {
    String title = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    if (title.isEmpty() || title.length() > LONGEST_TITLE) {
      throw Failure.badInput("inbox", "block-title", "max", LONGEST_TITLE, "field", "title");
    }
    return title;
  }

  private static String text(String typed) {
    String text = Normalizer.normalize(typed.replace("\r\n", "\n").strip(), Normalizer.Form.NFC);
    if (text.isEmpty() || text.length() > LONGEST) {
      throw Failure.badInput("inbox", "block-text", "max", LONGEST, "field", "text");
    }
    List<String> unknown = TextBlock.unknown(text);
    if (!unknown.isEmpty()) {
      throw Failure.badInput("inbox", "block-field", "value", unknown.get(0), "field", "text");
    }
    return text;
  }

  private static TextBlock block(ResultSet row, int number) throws SQLException {
    return new TextBlock(
        row.getLong("id"),
        new AgencyCode(row.getString("agency")),
        row.getString("title"),
        row.getString("text"));
  }
}
