/** Written by `UPDATE_STATES=1` of `test/blocks/states.test.ts`. */
export const COMPILED: Readonly<Record<string, string>> = {
  "accordion/shut": `<div data-block="accordion"><details name="accordion-shut--who-may-open-conduit-2"><summary>
<h3 id="accordion-shut--who-may-open-conduit-2">Who may open conduit 2?</h3>
</summary>
<p>The operator on duty.</p>
<ul>
<li>Nobody else</li>
</ul>
</details><details name="accordion-shut--who-may-open-conduit-2"><summary>
<h3 id="accordion-shut--who-may-shut-it-and-how-does-somebody">Who may shut it, and how does somebody who has never done it before find out which key turns?</h3>
</summary>
<p>Anybody who sees a session that nobody opened.</p>
</details></div>`,
  "accordion/open": `<div data-block="accordion"><details name="accordion-open--who-may-open-conduit-2"><summary>
<h3 id="accordion-open--who-may-open-conduit-2">Who may open conduit 2?</h3>
</summary>
<p>The operator on duty.</p>
<ul>
<li>Nobody else</li>
</ul>
</details><details name="accordion-open--who-may-open-conduit-2"><summary>
<h3 id="accordion-open--who-may-shut-it-and-how-does-somebody">Who may shut it, and how does somebody who has never done it before find out which key turns?</h3>
</summary>
<p>Anybody who sees a session that nobody opened.</p>
</details></div>`,
  "accordion/rtl": `<div data-block="accordion"><details name="accordion-rtl--section-nt9okr"><summary>
<h3 id="accordion-rtl--section-nt9okr">من يفتح؟</h3>
</summary>
<p>المشغّل المناوب.</p>
</details><details name="accordion-rtl--section-nt9okr"><summary>
<h3 id="accordion-rtl--section-b7lpgl">من يغلق؟</h3>
</summary>
<p>أي شخص.</p>
</details></div>`,
  "code/tones": `<pre tabindex="0" data-block="code"><code class="language-python"><span class="hl-c"># Poll the controllers of one zone</span>
<span class="hl-c">@retry(times=<span class="hl-n">3</span>)</span>
<span class="hl-k">def</span> <span class="hl-t">poll</span>(zone: <span class="hl-k">str</span>, seconds=<span class="hl-n">60</span>) -> <span class="hl-k">dict</span>:
    <span class="hl-k">for</span> device <span class="hl-k">in</span> devices(zone):
        <span class="hl-k">print</span>(<span class="hl-s">f"{device.name}: {read(device, <span class="hl-n">0x55</span>) <span class="hl-k">or</span> <span class="hl-n">None</span>}"</span>)
</code></pre>`,
  "code/long-line": `<pre tabindex="0" data-block="code"><code class="language-yaml"><span class="hl-a">conduits:</span>
  - <span class="hl-a">name:</span> <span class="hl-s">Donaudampfschifffahrtselektrizitätenhauptbetriebswerk-to-the-head-end-through-conduit-2</span> <span class="hl-c"># never open</span>
    <span class="hl-a">allow:</span> <span class="hl-n">true</span>
</code></pre>`,
  "code/changes": `<pre tabindex="0" data-block="code"><code class="language-diff"><span class="hl-c">@@ -1,2 +1,2 @@</span>
<span class="hl-d">-port: 47808</span>
<span class="hl-i">+port: 47809</span>
 bus: MS/TP
</code></pre>`,
  "code/rtl": `<pre tabindex="0" data-block="code"><code class="language-json">{ <span class="hl-a">"zone"</span>: <span class="hl-s">"التحكم"</span>, <span class="hl-a">"port"</span>: <span class="hl-n">47808</span>, <span class="hl-a">"open"</span>: <span class="hl-n"><span class="hl-k">false</span></span> }
</code></pre>`,
  "figure/numbered": `<figure data-block="figure"><img src="icon.svg" alt="A tessera: a small square tile" width="32" height="32" loading="lazy" decoding="async"><figcaption><span class="figure-number">Figure 1</span> The tile that all others are measured by</figcaption></figure>`,
  "figure/second": `<figure data-block="figure"><img src="icon.svg" alt="A small tile" width="32" height="32" loading="lazy" decoding="async"><figcaption><span class="figure-number">Figure 1</span> One</figcaption></figure>
<figure data-block="figure"><img src="icon.svg" alt="The same tile again" width="32" height="32" loading="lazy" decoding="async"><figcaption><span class="figure-number">Figure 2</span> Donaudampfschifffahrtselektrizitätenhauptbetriebswerk, seen from the river and from the road behind it</figcaption></figure>`,
  "figure/rtl": `<figure data-block="figure"><img src="icon.svg" alt="بلاطة صغيرة" width="32" height="32" loading="lazy" decoding="async"><figcaption><span class="figure-number">الشكل 1</span> البلاطة التي تقاس بها البقية</figcaption></figure>`,
  "flashcards/list": `<tessera-cards data-block="flashcards" data-id="read" data-words="{&#x22;cards&#x22;:&#x22;Card {n} of {of}&#x22;,&#x22;cards-start&#x22;:&#x22;Practise with cards&#x22;,&#x22;cards-turn&#x22;:&#x22;Show the answer&#x22;,&#x22;cards-again&#x22;:&#x22;Not yet: ask again&#x22;,&#x22;cards-known&#x22;:&#x22;I knew it&#x22;,&#x22;cards-done&#x22;:&#x22;That is all for now. The next card is due on {date}.&#x22;,&#x22;cards-all&#x22;:&#x22;Practise all cards&#x22;,&#x22;cards-list&#x22;:&#x22;Show the list&#x22;}"><dl><dt data-card="udp-port-of-bacnet-ip-read-ycm1nb">UDP port of BACnet/IP, read</dt><dd>47808, written <code>0xBAC0</code></dd><dt data-card="who-wins-priority-8-or-16-e68k7f">Who wins, priority 8 or 16?</dt><dd>8: the lowest number, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</dd></dl></tessera-cards>`,
  "flashcards/front": `<tessera-cards data-block="flashcards" data-id="asked" data-words="{&#x22;cards&#x22;:&#x22;Card {n} of {of}&#x22;,&#x22;cards-start&#x22;:&#x22;Practise with cards&#x22;,&#x22;cards-turn&#x22;:&#x22;Show the answer&#x22;,&#x22;cards-again&#x22;:&#x22;Not yet: ask again&#x22;,&#x22;cards-known&#x22;:&#x22;I knew it&#x22;,&#x22;cards-done&#x22;:&#x22;That is all for now. The next card is due on {date}.&#x22;,&#x22;cards-all&#x22;:&#x22;Practise all cards&#x22;,&#x22;cards-list&#x22;:&#x22;Show the list&#x22;}"><dl><dt data-card="udp-port-of-bacnet-ip-asked-12smja5">UDP port of BACnet/IP, asked</dt><dd>47808, written <code>0xBAC0</code></dd><dt data-card="who-wins-priority-8-or-16-e68k7f">Who wins, priority 8 or 16?</dt><dd>8: the lowest number, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</dd></dl></tessera-cards>`,
  "flashcards/back": `<tessera-cards data-block="flashcards" data-id="turned" data-words="{&#x22;cards&#x22;:&#x22;Card {n} of {of}&#x22;,&#x22;cards-start&#x22;:&#x22;Practise with cards&#x22;,&#x22;cards-turn&#x22;:&#x22;Show the answer&#x22;,&#x22;cards-again&#x22;:&#x22;Not yet: ask again&#x22;,&#x22;cards-known&#x22;:&#x22;I knew it&#x22;,&#x22;cards-done&#x22;:&#x22;That is all for now. The next card is due on {date}.&#x22;,&#x22;cards-all&#x22;:&#x22;Practise all cards&#x22;,&#x22;cards-list&#x22;:&#x22;Show the list&#x22;}"><dl><dt data-card="udp-port-of-bacnet-ip-turned-m22t55">UDP port of BACnet/IP, turned</dt><dd>47808, written <code>0xBAC0</code></dd><dt data-card="who-wins-priority-8-or-16-e68k7f">Who wins, priority 8 or 16?</dt><dd>8: the lowest number, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</dd></dl></tessera-cards>`,
  "flashcards/again": `<tessera-cards data-block="flashcards" data-id="not-known" data-words="{&#x22;cards&#x22;:&#x22;Card {n} of {of}&#x22;,&#x22;cards-start&#x22;:&#x22;Practise with cards&#x22;,&#x22;cards-turn&#x22;:&#x22;Show the answer&#x22;,&#x22;cards-again&#x22;:&#x22;Not yet: ask again&#x22;,&#x22;cards-known&#x22;:&#x22;I knew it&#x22;,&#x22;cards-done&#x22;:&#x22;That is all for now. The next card is due on {date}.&#x22;,&#x22;cards-all&#x22;:&#x22;Practise all cards&#x22;,&#x22;cards-list&#x22;:&#x22;Show the list&#x22;}"><dl><dt data-card="udp-port-of-bacnet-ip-not-known-poz44r">UDP port of BACnet/IP, not known</dt><dd>47808, written <code>0xBAC0</code></dd><dt data-card="who-wins-priority-8-or-16-e68k7f">Who wins, priority 8 or 16?</dt><dd>8: the lowest number, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</dd></dl></tessera-cards>`,
  "flashcards/done": `<tessera-cards data-block="flashcards" data-id="known" data-words="{&#x22;cards&#x22;:&#x22;Card {n} of {of}&#x22;,&#x22;cards-start&#x22;:&#x22;Practise with cards&#x22;,&#x22;cards-turn&#x22;:&#x22;Show the answer&#x22;,&#x22;cards-again&#x22;:&#x22;Not yet: ask again&#x22;,&#x22;cards-known&#x22;:&#x22;I knew it&#x22;,&#x22;cards-done&#x22;:&#x22;That is all for now. The next card is due on {date}.&#x22;,&#x22;cards-all&#x22;:&#x22;Practise all cards&#x22;,&#x22;cards-list&#x22;:&#x22;Show the list&#x22;}"><dl><dt data-card="udp-port-of-bacnet-ip-known-1ri6utm">UDP port of BACnet/IP, known</dt><dd>47808, written <code>0xBAC0</code></dd><dt data-card="who-wins-priority-8-or-16-e68k7f">Who wins, priority 8 or 16?</dt><dd>8: the lowest number, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</dd></dl></tessera-cards>`,
  "flashcards/rtl": `<tessera-cards data-block="flashcards" data-id="rtl" data-words="{&#x22;cards&#x22;:&#x22;البطاقة {n} من {of}&#x22;,&#x22;cards-start&#x22;:&#x22;تدرّب بالبطاقات&#x22;,&#x22;cards-turn&#x22;:&#x22;أظهر الإجابة&#x22;,&#x22;cards-again&#x22;:&#x22;ليس بعد: اسأل مرة أخرى&#x22;,&#x22;cards-known&#x22;:&#x22;عرفتها&#x22;,&#x22;cards-done&#x22;:&#x22;هذا كل شيء الآن. البطاقة التالية مستحقة في {date}.&#x22;,&#x22;cards-all&#x22;:&#x22;تدرّب على كل البطاقات&#x22;,&#x22;cards-list&#x22;:&#x22;أظهر القائمة&#x22;}"><dl><dt data-card="bacnet-ip-nlpuy0">منفذ BACnet/IP</dt><dd>47808</dd></dl></tessera-cards>`,
  "glossary/plain": `<dl data-block="glossary" data-close="Close"><dt id="glossary-plain--term--broadcast-domain"><dfn>broadcast domain</dfn></dt><dd>All devices that hear each other's broadcasts, as far as the next <a href="#glossary-plain--term--router" data-block="term">router</a></dd><dt id="glossary-plain--term--router"><dfn>router</dfn></dt><dd>Passes packets on between networks; see <a href="https://example.org/" target="_blank" rel="noopener noreferrer">the standard</a></dd><dt id="glossary-plain--term--bbmd"><dfn><code>BBMD</code></dfn></dt><dd>Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</dd></dl>`,
  "glossary/rtl": `<dl data-block="glossary" data-close="إغلاق"><dt id="glossary-rtl--term--19pkdow"><dfn>موجّه</dfn></dt><dd>يمرّر الحزم بين الشبكات</dd></dl>`,
  "media/video": `<figure data-block="media" data-speed="Speed"><video src="film.mp4" controls preload="none" aria-label="How to isolate the pump" playsinline poster="icon.svg"><track kind="captions" src="film.en.vtt" srclang="en" label="English" default></video><figcaption>How to isolate <em>the pump</em></figcaption><details class="transcript"><summary>Transcript</summary>
<p><strong>Ada:</strong> Shut the suction valve first.</p>
<p><em>A wheel is turned.</em></p>
</details></figure>`,
  "media/audio": `<figure data-block="media" data-speed="Speed"><audio src="call.mp3" controls preload="none" aria-label="The night shift, 02:10"></audio><figcaption>The night shift, 02:10</figcaption><details class="transcript"><summary>Transcript</summary>
<p><strong>Ada:</strong> Shut the suction valve first.</p>
<p><em>A wheel is turned.</em></p>
</details></figure>`,
  "media/transcript": `<figure data-block="media" data-speed="Speed"><audio src="call.mp3" controls preload="none" aria-label="The night shift, again"></audio><figcaption>The night shift, again</figcaption><details class="transcript"><summary>Transcript</summary>
<p><strong>Ada:</strong> Shut the suction valve first.</p>
<p><em>A wheel is turned.</em></p>
</details></figure>`,
  "media/rtl": `<figure data-block="media" data-speed="السرعة"><video src="film.mp4" controls preload="none" aria-label="كيف تعزل المضخة" playsinline><track kind="captions" src="film.ar.vtt" srclang="ar" label="العربية" default></video><figcaption>كيف تعزل المضخة</figcaption><details class="transcript"><summary>النص المكتوب</summary>
<p><strong>Ada:</strong> Shut the suction valve first.</p>
<p><em>A wheel is turned.</em></p>
</details></figure>`,
  "steps/plain": `<ol role="list" data-block="steps"><li data-step="1">Tell the people affected</li><li data-step="2"><p>Shut the equipment down</p>
<p>With the hand switch, not from the screen: the screen may show what it has been told.</p>
<ul>
<li>Wait until it stands</li>
</ul></li><li data-step="3">Isolate every energy source</li></ol>`,
  "steps/from-nine": `<ol start="9" role="list" data-block="steps"><li data-step="9">Write the time down</li><li data-step="10">Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</li></ol>`,
  "steps/rtl": `<ol role="list" data-block="steps"><li data-step="1">أخبر الأشخاص المعنيين</li><li data-step="2">أوقف المعدات</li></ol>`,
  "tabs/first": `<tessera-tabs data-block="tabs"><section id="tabs-first--chilled-water"><h3>Chilled water</h3><p>Supply at 6 °C, return at 12 °C.</p><div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">Reading</th><th scope="col">Between</th></tr></thead><tbody><tr><td>Supply</td><td>5 – 7</td></tr></tbody></table></div></section><section id="tabs-first--condenser-water"><h3>Condenser water</h3><p>Supply at 29 °C. See <a href="https://example.org/" target="_blank" rel="noopener noreferrer">the standard</a>.</p><h4 id="tabs-first--after-a-shutdown">After a shutdown</h4><p>Let it run for ten minutes.</p></section><section id="tabs-first--hot-water"><h3>Hot water</h3><p>Supply at 60 °C.</p></section></tessera-tabs>`,
  "tabs/second": `<tessera-tabs data-block="tabs"><section id="tabs-second--chilled-water"><h3>Chilled water</h3><p>Supply at 6 °C, return at 12 °C.</p><div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">Reading</th><th scope="col">Between</th></tr></thead><tbody><tr><td>Supply</td><td>5 – 7</td></tr></tbody></table></div></section><section id="tabs-second--condenser-water"><h3>Condenser water</h3><p>Supply at 29 °C. See <a href="https://example.org/" target="_blank" rel="noopener noreferrer">the standard</a>.</p><h4 id="tabs-second--after-a-shutdown">After a shutdown</h4><p>Let it run for ten minutes.</p></section><section id="tabs-second--hot-water"><h3>Hot water</h3><p>Supply at 60 °C.</p></section></tessera-tabs>`,
  "tabs/last": `<tessera-tabs data-block="tabs"><section id="tabs-last--chilled-water"><h3>Chilled water</h3><p>Supply at 6 °C, return at 12 °C.</p><div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">Reading</th><th scope="col">Between</th></tr></thead><tbody><tr><td>Supply</td><td>5 – 7</td></tr></tbody></table></div></section><section id="tabs-last--condenser-water"><h3>Condenser water</h3><p>Supply at 29 °C. See <a href="https://example.org/" target="_blank" rel="noopener noreferrer">the standard</a>.</p><h4 id="tabs-last--after-a-shutdown">After a shutdown</h4><p>Let it run for ten minutes.</p></section><section id="tabs-last--hot-water"><h3>Hot water</h3><p>Supply at 60 °C.</p></section></tessera-tabs>`,
  "tabs/long": `<tessera-tabs data-block="tabs"><section id="tabs-long--donaudampfschifffahrtselektrizitatenhaup"><h3>Donaudampfschifffahrtselektrizitätenhauptbetriebswerk</h3><p>Text.</p></section><section id="tabs-long--readings-that-are-taken-at-the-beginning"><h3>Readings that are taken at the beginning of every shift and written on the sheet beside the panel</h3><p>Text.</p></section><section id="tabs-long--temp-2026-03-20-chiller-commissioning"><h3><code>TEMP-2026-03-20-chiller-commissioning</code></h3><p>Text.</p></section></tessera-tabs>`,
  "tabs/rtl": `<tessera-tabs data-block="tabs"><section id="tabs-rtl--section-o97w75"><h3>الماء المبرد</h3><p>التغذية عند 6 درجات.</p></section><section id="tabs-rtl--section-17btkvb"><h3>ماء المكثف</h3><p>التغذية عند 29 درجة.</p></section></tessera-tabs>`,
  "term/text": `<p>Who-Is is heard within one <a href="#term-text--term--broadcast-domain" data-block="term">broadcast domain</a> only, and <a href="#term-text--term--broadcast-domain" data-block="term">broadcast domains</a> end at a <a href="#term-text--term--router" data-block="term">router</a>.</p>
<section class="terms"><h2>Terms on this page</h2><dl data-close="Close"><dt id="term-text--term--broadcast-domain"><dfn>Broadcast domain</dfn></dt><dd>All devices that hear each other, as far as the next router</dd><dt id="term-text--term--router"><dfn>Router</dfn></dt><dd>Passes packets on between networks</dd></dl></section>`,
  "term/open": `<p>Who-Is is heard within one <a href="#term-open--term--broadcast-domain" data-block="term">broadcast domain</a> only, and <a href="#term-open--term--broadcast-domain" data-block="term">broadcast domains</a> end at a <a href="#term-open--term--router" data-block="term">router</a>.</p>
<section class="terms"><h2>Terms on this page</h2><dl data-close="Close"><dt id="term-open--term--broadcast-domain"><dfn>Broadcast domain</dfn></dt><dd>All devices that hear each other, as far as the next router</dd><dt id="term-open--term--router"><dfn>Router</dfn></dt><dd>Passes packets on between networks</dd></dl></section>`,
  "term/rtl": `<p>يسمع الجهاز <a href="#term-rtl--term--router" data-block="term">الموجّه</a> وحده.</p>
<section class="terms"><h2>مصطلحات هذه الصفحة</h2><dl data-close="إغلاق"><dt id="term-rtl--term--router"><dfn>Router</dfn></dt><dd>Passes packets on between networks</dd></dl></section>`,
};
