// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.growth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.millrace.plugin.port.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces what names a person. In free text a name counts where it stands as words of its own; an
 * id counts where it is the whole value; case never counts. JSON is read and written again, so that
 * it stays JSON. Immutable.
 */
public final class ErasedTexts {
  private static final JsonFactory JSON = oneDocumentPerLine();

  private static final String WORD = "[\\p{L}\\p{N}\\p{M}_]";
  private static final Pattern SPACE = Pattern.compile("\\s");

  /** Fields that hold free text. */
  private static final Set<String> TEXTS =
      Set.of("title", "description", "note", "text", "value", "cell");

  /** Fields that hold an id or a name. */
  private static final Set<String> IDS =
      Set.of("requester", "assignee", "actor", "team", "target", "category");

  /** Fields whose objects map names of the host's own to values of the host's own. */
  private static final Set<String> MAPS =
      Set.of("values", "missing", "context", "outputs", "facts");

  private final Set<String> lowerCase;
  private final Pattern words;
  private final String pseudonym;

  /**
   * @param texts what names the person; none of them is empty
   * @param pseudonym what stands there afterwards
   */
  public ErasedTexts(Collection<String> texts, String pseudonym) {
    this.pseudonym = pseudonym;
    this.lowerCase = texts.stream().map(ErasedTexts::folded).collect(Collectors.toSet());
    String any =
        texts.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    this.words =
        Pattern.compile(
            "(?<!" + WORD + ")(?:" + any + ")(?!" + WORD + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static JsonFactory oneDocumentPerLine() {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    return factory.setRootValueSeparator("\n");
  }

  private static String folded(String text) {
    return text.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Free text without the person. */
  public String text(String value) {
    Matcher matcher = words.matcher(value);
    return matcher.find() ? matcher.replaceAll(Matcher.quoteReplacement(pseudonym)) : value;
  }

  /** An id without the person. A value of several words is no id, but free text. */
  public String id(String value) {
    if (lowerCase.contains(folded(value))) {
      return pseudonym;
    }
    return SPACE.matcher(value).find() ? text(value) : value;
  }

  /**
   * Stored JSON without the person: fields that are known to hold texts, and maps of the host's.
   */
  public String json(String value) {
    return rewritten(value, false);
  }

  /** A stored JSON map of names and values of the host's own, without the person. */
  public String map(String value) {
    return rewritten(value, true);
  }

  private String rewritten(String value, boolean map) {
    StringWriter out = new StringWriter(value.length() + 16);
    try (JsonParser parser = JSON.createParser(value);
        JsonGenerator generator = JSON.createGenerator(out)) {
      Copy copy = new Copy(map);
      while (parser.nextToken() != null) {
        copy.token(parser, generator);
      }
      generator.flush();
      return copy.changed ? out.toString() : value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an archive is told to do. */
  public Archive.Erasure inArchive(String tenant, boolean dryRun) {
    return new InArchive(this, tenant, dryRun);
  }

  private long rewrite(InputStream documents, OutputStream target) throws IOException {
    long changed = 0;
    try (JsonParser parser = JSON.createParser(documents);
        JsonGenerator generator = JSON.createGenerator(target)) {
      Copy copy = new Copy(false);
      boolean any = false;
      while (parser.nextToken() != null) {
        any = true;
        copy.token(parser, generator);
        if (parser.getParsingContext().inRoot() && copy.changed) {
          changed++;
          copy.changed = false;
        }
      }
      if (any) {
        generator.writeRaw('\n');
      }
    }
    return changed;
  }

  private record InArchive(ErasedTexts texts, String tenant, boolean dryRun)
      implements Archive.Erasure {
    @Override
    public long rewrite(InputStream documents, OutputStream copy) throws IOException {
      return texts.rewrite(documents, copy);
    }
  }

  /** Copies token after token, and knows where it is. */
  private final class Copy {
    /** Whether each object or array that is open belongs to a map of the host's. */
    private final Deque<Boolean> open = new ArrayDeque<>();

    private String field = "";
    private boolean changed;

    Copy(boolean map) {
      open.push(map);
    }

    void token(JsonParser in, JsonGenerator out) throws IOException {
      JsonToken token = in.currentToken();
      boolean inMap = Boolean.TRUE.equals(open.peek());
      switch (token) {
        case START_OBJECT -> {
          boolean named = !in.getParsingContext().getParent().inArray();
          open.push(inMap || named && MAPS.contains(field));
          field = "";
          out.writeStartObject();
        }
        case START_ARRAY -> {
          open.push(inMap);
          out.writeStartArray();
        }
        case END_OBJECT, END_ARRAY -> {
          open.pop();
          field = "";
          out.copyCurrentEvent(in);
        }
        case FIELD_NAME -> {
          field = in.currentName();
          out.writeFieldName(inMap ? noted(field, text(field)) : field);
        }
        case VALUE_STRING -> out.writeString(noted(in.getText(), value(in.getText(), inMap)));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
          if (inMap && lowerCase.contains(in.getText())) {
            out.writeString(noted(in.getText(), pseudonym));
          } else {
            out.copyCurrentEvent(in);
          }
        }
        default -> out.copyCurrentEvent(in);
      }
    }

    private String value(String value, boolean inMap) {
      if (inMap || TEXTS.contains(field)) {
        return text(value);
      }
      return IDS.contains(field) ? id(value) : value;
    }

    private String noted(String before, String after) {
      changed |= !before.equals(after);
      return after;
    }
  }
}
