package onestop.web.guides;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of a guide's Markdown. A comment {@code <!-- id: word -->} above a heading names its
 * section; any other HTML is shown as text, and an address that is neither relative nor of the web
 * is dropped. Links lead to the other guides where these are shown; to files of the source tree
 * they are plain words.
 */
final class GuideReader {
  private static final Pattern MARK = Pattern.compile("<!-- id: ([a-z][a-z-]*) -->");
  private static final Pattern GUIDE = Pattern.compile("([a-z]+)\\.md(#[a-z-]+)?");

  /** The line for those who read the file as it is; a page has one language. */
  private static final String OTHER_LANGUAGE = "(English below.)";

  private static final String PICTURES = "../pictures/";

  private final Collection<String> guides;
  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  GuideReader(Collection<String> guides) {
    this.guides = guides;
  }

  /**
   * Reads one language of a guide.
   *
   * @throws IllegalStateException for a text without a title
   */
  GuideText read(String name, String markdown) {
    Node document = parser.parse(markdown);
    Marks marks = new Marks();
    document.accept(marks);
    Heading title = marks.title;
    if (title == null) {
      throw new IllegalStateException("the guide " + name + " has no title");
    }
    String heading = words(title);
    title.unlink();
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> marks)
            .build();
    return new GuideText(name, heading, renderer.render(document), marks.sections);
  }

  /** Takes the marks out of a document, names its sections, and turns its links. */
  private final class Marks extends AbstractVisitor implements AttributeProvider {
    private final List<GuideText.Section> sections = new ArrayList<>();
    private final Map<Node, String> anchors = new IdentityHashMap<>();
    private @Nullable Heading title;
    private @Nullable String waiting;

    @Override
    public void visit(HtmlBlock block) {
      Matcher mark = MARK.matcher(block.getLiteral().strip());
      if (mark.matches()) {
        waiting = mark.group(1);
        block.unlink();
      }
    }

    @Override
    public void visit(Paragraph paragraph) {
      if (words(paragraph).equals(OTHER_LANGUAGE)) {
        paragraph.unlink();
      } else {
        visitChildren(paragraph);
      }
    }

    @Override
    public void visit(Heading heading) {
      String anchor = waiting;
      waiting = null;
      if (heading.getLevel() == 1 && title == null) {
        title = heading;
      } else if (heading.getLevel() == 2) {
        String named = anchor == null ? "part-" + (sections.size() + 1) : anchor;
        anchors.put(heading, named);
        sections.add(new GuideText.Section(named, words(heading)));
      }
      visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
      if (image.getDestination().startsWith(PICTURES)) {
        image.setDestination(
            "/assets/pictures/" + image.getDestination().substring(PICTURES.length()));
      } else {
        plain(image);
      }
    }

    @Override
    public void visit(Link link) {
      visitChildren(link);
      Matcher guide = GUIDE.matcher(link.getDestination());
      if (guide.matches() && guides.contains(guide.group(1))) {
        String anchor = guide.group(2);
        link.setDestination("/guides/" + guide.group(1) + (anchor == null ? "" : anchor));
      } else if (!link.getDestination().matches("(/(?!/)|#|https://).*")) {
        plain(link);
      }
    }

    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
      String anchor = anchors.get(node);
      if (anchor != null) {
        attributes.put("id", anchor);
      }
      if (node instanceof Image) {
        attributes.put("loading", "lazy");
      }
      // what may be wider than the screen is reached by the keyboard
      if (node instanceof TableBlock && tag.equals("table")
          || node instanceof FencedCodeBlock && tag.equals("pre")) {
        attributes.put("tabindex", "0");
      }
    }
  }

  /** Leaves the words of a link or picture and takes its address away. */
  private static void plain(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
      node.insertBefore(child);
    }
    node.unlink();
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak end) {
            words.append(' ');
          }
        });
    return words.toString();
  }
}
