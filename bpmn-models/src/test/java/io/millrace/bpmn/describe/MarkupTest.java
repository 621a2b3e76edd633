// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
  @Test
  void shouldEscapeForHtml() {
    assertThat(Markup.html("<script>alert('1') & \"2\"</script>"))
        .isEqualTo("&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;&lt;/script&gt;");
  }

  @Test
  void shouldEscapeForMarkdown() {
    assertThat(Markup.markdown("a|b\n# c *d* [e](http://f) <g> `h`"))
        .isEqualTo("a\\|b \\# c \\*d\\* \\[e\\](http:\\//f) &lt;g&gt; \\`h\\`");
  }

  @Test
  void shouldShowWhatCannotBeSeen() {
    assertThat(Markup.html("left\u202eright\u0007")).isEqualTo("left\\u202eright\\u0007");
    assertThat(Markup.markdown("\u200b")).isEqualTo("\\u200b");
    assertThat(Markup.visible("tab\tand\uffff")).isEqualTo("tab and\\uffff");
  }
}
